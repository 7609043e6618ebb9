using Pipeline.Contracts;
using Pipeline.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Export.Tests;

public sealed class InstanceNorm3dTests : OperatorContract
{
    protected override IEnumerable<OperatorCase> Cases() =>
    [
        new Case("without weights", 3, nn.InstanceNorm3d(3)),
        new Case("with weights", 2, nn.InstanceNorm3d(2, affine: true)),
        new Case("large epsilon", 1, nn.InstanceNorm3d(1, eps: 0.1, affine: true)),
        new Case("running statistics", 2, nn.InstanceNorm3d(2, affine: true, track_running_stats: true)),
    ];

    private sealed class Case(string parameters, int channels, InstanceNorm3d layer) : LayerCase<InstanceNorm3d>(parameters, channels, layer, dimensions: 3)
    {
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.InstanceNorm3d(Layer, inputs[0]);
    }
}
