using Pipeline.Contracts;

namespace Pipeline.Export.Tests;

public sealed class BatchNormFoldingTests
{
    [Fact]
    public void Folds_where_it_may_and_says_why_it_does_not_elsewhere()
    {
        using TwoBranches network = Filled.Network(new TwoBranches());
        OnnxModel model = Exporter.ToOnnx(network);
        Assert.Equal(["plainNorm"], model.FoldedBatchNorms);
        PassReport report = model.Passes.Single(pass => pass.Pass == nameof(BatchNormFolding));
        Assert.Equal(3, report.Declined.Count);
        Assert.Contains(report.Declined, text => text.StartsWith("inputNorm: ", StringComparison.Ordinal) && text.Contains("outside the graph"));
        Assert.Contains(report.Declined, text => text.StartsWith("skippedNorm: ", StringComparison.Ordinal) && text.Contains("used elsewhere"));
        Assert.Contains(report.Declined, text => text.StartsWith("sharedNorm: ", StringComparison.Ordinal) && text.Contains("shared"));
    }

    [Fact]
    public void The_folded_network_is_the_network()
    {
        using TwoBranches network = Filled.Network(new TwoBranches());
        ParityResult result = Parity.Check(network, Exporter.ToOnnx(network).ToBytes());
        Assert.True(result.Passed, string.Join("; ", result.Failures));
        Assert.Equal(["y", "z"], result.Outputs.Select(output => output.Name));
    }

    [Fact]
    public void Weights_and_bias_follow_the_algebra()
    {
        OnnxGraph graph = ConvolutionThenNorm(variance: [3, 8], epsilon: 1);
        PassReport report = new BatchNormFolding().Apply(graph);
        Assert.Equal(["norm"], report.Done);
        // s = g / sqrt(v + eps) = [4 / 2, 9 / 3]; W' = W s; b' = (b − m) s + β.
        Assert.Equal([2f, 4f, 9f, 12f], graph.Initializers["conv.weight"].Floats().ToArray());
        Assert.Equal([((0.5f - 1) * 2) + 10, ((0.25f - 2) * 3) + 20], graph.Initializers["conv.bias"].Floats().ToArray());
        Node node = Assert.Single(graph.Nodes);
        Assert.Equal(["x", "conv.weight", "conv.bias"], node.Inputs);
        Assert.Equal(["norm"], node.Outputs);
        Assert.Equal("conv, norm", node.Layer);
    }

    [Fact]
    public void A_scale_that_is_not_finite_is_declined_and_nothing_changes()
    {
        OnnxGraph graph = ConvolutionThenNorm(variance: [3, -5], epsilon: 1);
        PassReport report = new BatchNormFolding().Apply(graph);
        Assert.Empty(report.Done);
        Assert.Contains("channel 1", Assert.Single(report.Declined), StringComparison.Ordinal);
        Assert.Equal(2, graph.Nodes.Count);
        Assert.Equal([1f, 2f, 3f, 4f], graph.Initializers["conv.weight"].Floats().ToArray());
    }

    private static OnnxGraph ConvolutionThenNorm(float[] variance, float epsilon)
    {
        OnnxGraph graph = new("two nodes");
        Dim[] shape = [Dim.Named("N"), Dim.Fixed(2), Dim.Named("H"), Dim.Named("W")];
        graph.Inputs.Add(new Value("x", ElementType.Float, shape));
        Add("conv.weight", [2, 2, 1, 1], 1, 2, 3, 4);
        Add("conv.bias", [2], 0.5f, 0.25f);
        Add("norm.weight", [2], 4, 9);
        Add("norm.bias", [2], 10, 20);
        Add("norm.running_mean", [2], 1, 2);
        Add("norm.running_var", [2], variance);
        graph.Nodes.Add(new Node("Conv", "conv", ["x", "conv.weight", "conv.bias"], ["conv"]));
        Node norm = new(
            "BatchNormalization", "norm", ["conv", "norm.weight", "norm.bias", "norm.running_mean", "norm.running_var"], ["norm"]);
        norm.Attributes.Add("epsilon", NodeAttribute.Of(epsilon));
        graph.Nodes.Add(norm);
        graph.Outputs.Add(new Value("norm", ElementType.Float, shape));
        return graph;

        void Add(string name, long[] size, params float[] values) => graph.Initializers.Add(name, Initializer.Of(name, size, values));
    }
}
