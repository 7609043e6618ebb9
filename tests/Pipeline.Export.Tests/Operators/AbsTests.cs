using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class AbsTests : OperatorContract
{
    protected override double Tolerance => Exact;

    protected override IEnumerable<OperatorCase> Cases() => [new Case(2, 2), new Case(1, 3)];

    private sealed class Case(int channels, int dimensions) : OperatorCase("Abs", 1, channels, dimensions)
    {
        public override float Draw(int input, int index, float normal) => AwayFromZero(normal);

        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.Abs(inputs[0]);
    }
}
