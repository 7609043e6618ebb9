using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class UpsampleBilinear2dTests : OperatorContract
{
    protected override double Tolerance => Rounding;

    protected override IEnumerable<OperatorCase> Cases() =>
    [
        new Case(1, false),
        new Case(2, false),
        new Case(3, false),
        new Case(2, true),
        new Case(3, true),
    ];

    private sealed class Case(int scale, bool alignCorners) : OperatorCase($"UpsampleBilinear2d ×{scale}, corners aligned: {alignCorners}", 1, 2)
    {
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.UpsampleBilinear2d(inputs[0], scale, alignCorners);
    }
}
