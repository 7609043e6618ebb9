using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class LogTests : OperatorContract
{
    protected override double Tolerance => Rounding;

    protected override IEnumerable<OperatorCase> Cases() => [new Case(2, 2), new Case(1, 3)];

    private sealed class Case(int channels, int dimensions) : OperatorCase("Log", 1, channels, dimensions)
    {
        public override float Draw(int input, int index, float normal) => Positive(normal);

        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.Log(inputs[0]);
    }
}
