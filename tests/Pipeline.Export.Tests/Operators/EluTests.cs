using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class EluTests : OperatorContract
{
    protected override double Tolerance => Rounding;

    protected override IEnumerable<OperatorCase> Cases() => [new Case(1, 2), new Case(0.4, 2), new Case(0.4, 3)];

    private sealed class Case(double alpha, int dimensions) : OperatorCase($"Elu {alpha}", 1, 2, dimensions)
    {
        public override float Draw(int input, int index, float normal) => AwayFromZero(normal);

        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.Elu(inputs[0], alpha);
    }
}
