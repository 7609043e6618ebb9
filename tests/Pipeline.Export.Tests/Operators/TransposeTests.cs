using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class TransposeTests : OperatorContract
{
    protected override double Tolerance => Exact;

    protected override IEnumerable<OperatorCase> Cases() => [new Case(2, 0, 2, 3, 1), new Case(2, 0, 1, -1, 2), new Case(2, 3, 2, 1, 0), new Case(3, 0, 4, 2, -4, 3)];

    private sealed class Case(int dimensions, params int[] axes) : OperatorCase($"Transpose {string.Join(',', axes)}", 1, 2, dimensions)
    {
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.Transpose(inputs[0], axes);
    }
}
