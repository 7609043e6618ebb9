using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Networks.Tests;

public sealed class LayerNamesTests
{
    [Fact]
    public void Observer_sees_modules_by_path_and_functions_by_block()
    {
        using DisposeScope scope = NewDisposeScope();
        using MiUNet network = new(1, 2, width: 1);
        network.eval();
        List<string> layers = [];
        network.Features(new TorchOps(new LayerNames(network), (layer, _) => layers.Add(layer)), zeros([1, 1, 16, 16]));

        Assert.Equal(
            ["Conv1.conv.0", "Conv1.conv.1", "Conv1/Relu", "Conv1.conv.3", "Conv1.conv.4", "Conv1/Relu#2", "MaxPool2d"], layers.Take(7));
        Assert.Equal("DeConv_1x1", layers[^1]);
        Assert.Contains("Up5/UpsampleNearest2d", layers);
        Assert.Contains("Concat#4", layers);
        Assert.Equal(layers.Count, layers.Distinct().Count());
    }

    [Fact]
    public void Refuses_a_module_that_is_not_registered()
    {
        using MiUNet network = new(1, 2, width: 1);
        using nn.Module stranger = nn.Conv2d(1, 1, 1);
        ArgumentException error = Assert.Throws<ArgumentException>(() => new LayerNames(network).PathOf(stranger));
        Assert.Contains("not registered", error.Message, StringComparison.Ordinal);
    }
}
