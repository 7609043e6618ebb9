using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class SigmoidTests : OperatorContract
{
    protected override double Tolerance => Rounding;

    protected override IEnumerable<OperatorCase> Cases() => [new Case(2, 2), new Case(1, 3)];

    private sealed class Case(int channels, int dimensions) : OperatorCase("Sigmoid", 1, channels, dimensions)
    {
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.Sigmoid(inputs[0]);
    }
}
