using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class GraphTextTests
{
    [Fact]
    public void Prints_shapes_operators_and_layers()
    {
        using MiUNet network = Filled.Network(new MiUNet(1, 2, width: 1));
        StringWriter text = new();
        GraphText.Write(text, Exporter.ToOnnx(network).Graph);
        string[] lines = text.ToString().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("graph MiUNet", lines[0]);
        Assert.Equal("input  image [N,1,H,W] Float", lines[1]);
        Assert.StartsWith("Conv1.conv.1 [N,1,H,W] = Conv(image, Conv1.conv.0.weight, Conv1.conv.0.bias) dilations=[1,1]", lines[2], StringComparison.Ordinal);
        Assert.EndsWith("# Conv1.conv.0, Conv1.conv.1", lines[2], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith("Concat [N,16,H/8,W/8] = Concat(Conv4/Relu#2, Up5/Relu) axis=1", StringComparison.Ordinal));
        Assert.Equal("output logits [N,2,H,W] Float", lines[^2]);
    }
}
