using Pipeline.Contracts;

namespace Pipeline.Export.Tests;

public sealed class DeadCodeTests
{
    [Fact]
    public void Removes_what_reaches_no_output_with_its_weights()
    {
        using TwoBranches network = Filled.Network(new TwoBranches());
        OnnxModel model = Exporter.ToOnnx(network);
        Assert.Equal(["unused", "Relu#2", "unused.weight", "unused.bias"], model.Passes[0].Done);
        Assert.DoesNotContain(model.Graph.Nodes, node => node.Layer == "unused");
        Assert.DoesNotContain("unused.weight", model.Graph.Initializers.Keys);
        Assert.DoesNotContain("unused", model.Graph.Values.Keys);
    }

    [Fact]
    public void Removes_the_constants_of_folded_norms()
    {
        using TwoBranches network = Filled.Network(new TwoBranches());
        OnnxModel model = Exporter.ToOnnx(network);
        Assert.Contains("plainNorm.running_var", model.Passes[^1].Done);
        Assert.DoesNotContain("plainNorm.running_var", model.Graph.Initializers.Keys);
        Assert.Contains("skippedNorm.running_var", model.Graph.Initializers.Keys);
    }
}
