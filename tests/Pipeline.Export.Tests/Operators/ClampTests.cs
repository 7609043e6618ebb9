using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class ClampTests : OperatorContract
{
    protected override double Tolerance => Exact;

    protected override IEnumerable<OperatorCase> Cases() => [new Case(-0.625, 0.375), new Case(0.125, float.MaxValue), new Case(-0.375, -0.125)];

    private sealed class Case(double min, double max) : OperatorCase($"Clamp to {min} … {max}", 1, 2)
    {
        // Multiples of 1/100 are never at a border in eighths.
        public override float Draw(int input, int index, float normal) => Distinct(input, index);

        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.Clamp(inputs[0], min, max);
    }
}
