using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class SliceTests : OperatorContract
{
    protected override double Tolerance => Exact;

    protected override IEnumerable<OperatorCase> Cases() =>
    [
        new Case(1, 1),
        new Case(1, 0, 2),
        new Case(2, 1, -1),
        new Case(-1, -3),
        new Case(3, -4, -1),
        new Case(-2, 2, 4, dimensions: 3),
    ];

    private sealed class Case(int axis, int start, int end = int.MaxValue, int dimensions = 2)
        : OperatorCase($"Slice {start} … {end} of axis {axis}", 1, 4, dimensions)
    {
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.Slice(inputs[0], axis, start, end);
    }
}
