using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class ReshapeTests : OperatorContract
{
    protected override double Tolerance => Exact;

    protected override IEnumerable<OperatorCase> Cases() => [new Case(2, 0, 0, -1), new Case(2, 0, -1), new Case(2, 0, 2, -1), new Case(3, 0, 3, 2, -1), new Case(3, 0, 0, 0, -1)];

    private sealed class Case(int dimensions, params int[] shape) : OperatorCase($"Reshape to {string.Join(',', shape)}", 1, 6, dimensions)
    {
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.Reshape(inputs[0], shape);
    }
}
