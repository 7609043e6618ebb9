using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class UpsampleTrilinear3dTests : OperatorContract
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

    private sealed class Case(int scale, bool alignCorners) : OperatorCase($"UpsampleTrilinear3d ×{scale}, corners aligned: {alignCorners}", 1, 2, 3)
    {
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.UpsampleTrilinear3d(inputs[0], scale, alignCorners);
    }
}
