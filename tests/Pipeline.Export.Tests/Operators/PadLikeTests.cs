using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class PadLikeTests : OperatorContract
{
    protected override double Tolerance => Exact;

    protected override IEnumerable<OperatorCase> Cases() => [new Case(2), new Case(3)];

    private sealed class Case(int dimensions) : OperatorCase($"PadLike {dimensions}-D", 2, 2, dimensions)
    {
        // Three more on the last axis, four on the one before, none on the first.
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.PadLike(inputs[0], ops.Pad(inputs[1], [1, 2, 4, 0]));
    }
}
