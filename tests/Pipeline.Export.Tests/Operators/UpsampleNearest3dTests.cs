using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class UpsampleNearest3dTests : OperatorContract
{
    protected override double Tolerance => Exact;

    protected override IEnumerable<OperatorCase> Cases() => [new Case(1), new Case(2), new Case(3)];

    private sealed class Case(int scale) : OperatorCase($"UpsampleNearest3d ×{scale}", 1, 2, 3)
    {
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.UpsampleNearest3d(inputs[0], scale);
    }
}
