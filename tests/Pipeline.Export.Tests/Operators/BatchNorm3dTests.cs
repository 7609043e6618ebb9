using Pipeline.Contracts;
using Pipeline.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Export.Tests;

public sealed class BatchNorm3dTests : OperatorContract
{
    protected override IEnumerable<OperatorCase> Cases() =>
    [
        new Case("default", 3, nn.BatchNorm3d(3)),
        new Case("large epsilon", 2, nn.BatchNorm3d(2, eps: 0.1)),
        new Case("without weights", 1, nn.BatchNorm3d(1, affine: false)),
    ];

    private sealed class Case(string parameters, int channels, BatchNorm3d layer) : LayerCase<BatchNorm3d>(parameters, channels, layer, dimensions: 3)
    {
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.BatchNorm3d(Layer, inputs[0]);
    }
}
