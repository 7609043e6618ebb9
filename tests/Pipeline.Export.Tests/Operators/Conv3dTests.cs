using Pipeline.Contracts;
using Pipeline.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Export.Tests;

public sealed class Conv3dTests : OperatorContract
{
    protected override IEnumerable<OperatorCase> Cases() =>
    [
        new Case("1×1×1", 3, nn.Conv3d(3, 2, 1)),
        new Case("3×3×3 padded, no bias", 2, nn.Conv3d(2, 4, 3, padding: 1, bias: false)),
        new Case("stride 2", 2, nn.Conv3d(2, 3, 3, stride: 2, padding: 1)),
        new Case("dilation 2", 1, nn.Conv3d(1, 2, 3, padding: 2, dilation: 2)),
        new Case("depthwise", 4, nn.Conv3d(4, 4, 3, padding: 1, groups: 4)),
        new Case("2 groups", 4, nn.Conv3d(4, 6, 3, padding: 1, groups: 2)),
        new Case("1×3×2, stride 1×2×1", 2, nn.Conv3d(2, 2, (1, 3, 2), stride: (1, 2, 1), padding: (0, 1, 1))),
    ];

    private sealed class Case(string parameters, int channels, Conv3d layer) : LayerCase<Conv3d>(parameters, channels, layer, dimensions: 3)
    {
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.Conv3d(Layer, inputs[0]);
    }
}
