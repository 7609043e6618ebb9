using Pipeline.Contracts;
using Pipeline.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Export.Tests;

public sealed class ConvTranspose2dTests : OperatorContract
{
    protected override IEnumerable<OperatorCase> Cases() =>
    [
        new Case("2×2, stride 2", 3, nn.ConvTranspose2d(3, 2, 2, stride: 2)),
        new Case("stride 2, padding, output padding", 2, nn.ConvTranspose2d(2, 3, 3, stride: 2, padding: 1, output_padding: 1)),
        new Case("no bias", 2, nn.ConvTranspose2d(2, 4, 3, padding: 1, bias: false)),
        new Case("dilation 2", 1, nn.ConvTranspose2d(1, 2, 3, dilation: 2, padding: 1)),
        new Case("2 groups", 4, nn.ConvTranspose2d(4, 6, 3, stride: 2, groups: 2)),
        new Case("uneven", 2, nn.ConvTranspose2d(2, 2, (3, 2), stride: (1, 2), padding: (1, 0))),
    ];

    private sealed class Case(string parameters, int channels, ConvTranspose2d layer) : LayerCase<ConvTranspose2d>(parameters, channels, layer)
    {
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.ConvTranspose2d(Layer, inputs[0]);
    }
}
