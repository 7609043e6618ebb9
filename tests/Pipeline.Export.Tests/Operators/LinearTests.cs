using Pipeline.Contracts;
using Pipeline.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Export.Tests;

public sealed class LinearTests : OperatorContract
{
    protected override IEnumerable<OperatorCase> Cases() =>
    [
        new Case("of pooled channels", 5, nn.Linear(5, 3), flat: true),
        new Case("without bias", 2, nn.Linear(2, 4, hasBias: false), flat: true),
        new Case("over the last axis", 3, nn.Linear(3, 4), flat: false),
        new Case("over the last axis, no bias", 2, nn.Linear(2, 1, hasBias: false), flat: false),
    ];

    private sealed class Case(string parameters, int channels, Linear layer, bool flat) : LayerCase<Linear>(parameters, channels, layer)
    {
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.Linear(
            Layer, flat ? ops.Flatten(ops.GlobalAvgPool(inputs[0])) : ops.Transpose(inputs[0], 0, 2, 3, 1));
    }
}
