using Pipeline.Contracts;
using Pipeline.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Export.Tests;

public sealed class BatchNorm2dTests : OperatorContract
{
    protected override IEnumerable<OperatorCase> Cases() =>
    [
        new Case("default", 3, nn.BatchNorm2d(3)),
        new Case("one channel", 1, nn.BatchNorm2d(1)),
        new Case("large epsilon", 2, nn.BatchNorm2d(2, eps: 0.1)),
        new Case("without weights", 2, nn.BatchNorm2d(2, affine: false)),
    ];

    [Fact]
    public void Without_running_statistics_it_is_refused_with_the_layer()
    {
        using Case subject = new("no statistics", 2, nn.BatchNorm2d(2, track_running_stats: false));
        subject.eval();
        ExportException error = Assert.Throws<ExportException>(() => Exporter.ToOnnx(subject));
        Assert.Equal("layer", error.Layer);
        Assert.Contains("track_running_stats", error.Message, StringComparison.Ordinal);
    }

    private sealed class Case(string parameters, int channels, BatchNorm2d layer) : LayerCase<BatchNorm2d>(parameters, channels, layer)
    {
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.BatchNorm2d(Layer, inputs[0]);
    }
}
