using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

/// <summary>A model of one shape: what is fixed, what is refused, and that it is the network.</summary>
public sealed class FixedShapeTests
{
    [Fact]
    public void Batch_and_sizes_stand_as_numbers_in_the_model()
    {
        using MiUNet network = Filled.Network(new MiUNet(2, 3, width: 2));
        OnnxModel model = Exporter.ToOnnx(network, new ExportOptions { FixedShape = [2, 32, 48] });
        Assert.Equal("image [2,2,32,48]", model.Graph.Inputs[0].ToString());
        Assert.Equal("logits [2,3,32,48]", model.Graph.Outputs[0].ToString());
        Assert.Equal("Conv5/Relu#2 [2,32,2,3]", model.Graph.Values["Conv5/Relu#2"].ToString());
    }

    [Theory]
    [InlineData("multiple of 16", 1, 40, 48)]
    [InlineData("2 sizes", 1, 48)]
    [InlineData("above 0", 0, 48, 48)]
    public void A_shape_that_the_network_cannot_take_is_refused(string reason, params int[] shape)
    {
        using MiUNet network = Filled.Network(new MiUNet(1, 3, width: 2));
        ExportException error = Assert.Throws<ExportException>(() => Exporter.ToOnnx(network, new ExportOptions { FixedShape = shape }));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }
}
