using Pipeline.Contracts;
using Pipeline.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Export.Tests;

public sealed class GroupNormTests : OperatorContract
{
    protected override IEnumerable<OperatorCase> Cases() =>
    [
        new Case("2 groups of 3", 6, nn.GroupNorm(2, 6)),
        new Case("one group", 3, nn.GroupNorm(1, 3)),
        new Case("a group per channel", 4, nn.GroupNorm(4, 4)),
        new Case("without weights, large epsilon", 4, nn.GroupNorm(2, 4, eps: 0.1, affine: false)),
        new Case("3-D", 4, nn.GroupNorm(2, 4), 3),
    ];

    private sealed class Case(string parameters, int channels, GroupNorm layer, int dimensions = 2)
        : LayerCase<GroupNorm>(parameters, channels, layer, dimensions)
    {
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.GroupNorm(Layer, inputs[0]);
    }
}
