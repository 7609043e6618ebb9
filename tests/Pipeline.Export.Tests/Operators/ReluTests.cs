using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class ReluTests : OperatorContract
{
    protected override double Tolerance => Exact;

    protected override IEnumerable<OperatorCase> Cases() => [new Case(2, 2), new Case(1, 3)];

    private sealed class Case(int channels, int dimensions) : OperatorCase("Relu", 1, channels, dimensions)
    {
        // Zero comes in through the first of the two.
        public override float Draw(int input, int index, float normal) => AwayFromZero(normal);

        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.Relu(ops.Relu(inputs[0]));
    }
}
