using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class MeanTests : OperatorContract
{
    protected override double Tolerance => Rounding;

    protected override IEnumerable<OperatorCase> Cases() => [new Case(2, 1), new Case(2, 2, 3), new Case(2, -1), new Case(2, 1, 2, 3), new Case(3, 2, 3, 4), new Case(3, 4, 1)];

    private sealed class Case(int dimensions, params int[] axes) : OperatorCase($"Mean over {string.Join(',', axes)}", 1, 3, dimensions)
    {
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.Mean(inputs[0], axes);
    }
}
