using Pipeline.Contracts;
using Pipeline.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Export.Tests;

public sealed class Conv2dTests : OperatorContract
{
    protected override IEnumerable<OperatorCase> Cases() =>
    [
        new Case("1×1", 3, nn.Conv2d(3, 2, 1)),
        new Case("3×3 padded, no bias", 2, nn.Conv2d(2, 4, 3, padding: 1, bias: false)),
        new Case("stride 2", 2, nn.Conv2d(2, 3, 3, stride: 2, padding: 1)),
        new Case("dilation 2", 1, nn.Conv2d(1, 2, 3, padding: 2, dilation: 2)),
        new Case("depthwise 5×5", 4, nn.Conv2d(4, 4, 5, padding: 2, groups: 4)),
        new Case("2 groups", 4, nn.Conv2d(4, 6, 3, padding: 1, groups: 2)),
        new Case("3×1, stride 1×2", 2, nn.Conv2d(2, 2, (3, 1), stride: (1, 2), padding: (1, 0))),
    ];

    [Fact]
    public void Padding_that_is_not_zero_is_refused_with_the_layer()
    {
        using Case subject = new("reflect", 1, nn.Conv2d(1, 1, 3, padding: 1, padding_mode: TorchSharp.PaddingModes.Reflect));
        subject.eval();
        ExportException error = Assert.Throws<ExportException>(() => Exporter.ToOnnx(subject));
        Assert.Equal("layer", error.Layer);
        Assert.Contains("Reflect", error.Message, StringComparison.Ordinal);
    }

    private sealed class Case(string parameters, int channels, Conv2d layer) : LayerCase<Conv2d>(parameters, channels, layer)
    {
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.Conv2d(Layer, inputs[0]);
    }
}
