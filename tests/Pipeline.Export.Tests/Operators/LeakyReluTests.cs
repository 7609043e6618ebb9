using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class LeakyReluTests : OperatorContract
{
    protected override double Tolerance => Rounding;

    protected override IEnumerable<OperatorCase> Cases() => [new Case(0.01, 2), new Case(0.3, 2), new Case(0.3, 3)];

    private sealed class Case(double slope, int dimensions) : OperatorCase($"LeakyRelu {slope}", 1, 2, dimensions)
    {
        public override float Draw(int input, int index, float normal) => AwayFromZero(normal);

        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.LeakyRelu(inputs[0], slope);
    }
}
