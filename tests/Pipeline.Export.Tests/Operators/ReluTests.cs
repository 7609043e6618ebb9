using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class ReluTests : OperatorContract
{
    protected override double Tolerance => 0;

    protected override IEnumerable<OperatorCase> Cases() => [new Case(1), new Case(4)];

    // A ReLU of a ReLU, so that values of exactly zero are inputs too.
    private sealed class Case(int channels) : OperatorCase("Relu", 1, channels)
    {
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.Relu(ops.Relu(inputs[0]));
    }
}
