using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class LogSoftmaxTests : OperatorContract
{
    protected override double Tolerance => Rounding;

    protected override IEnumerable<OperatorCase> Cases() => [new Case(1, 2), new Case(2, 2), new Case(-1, 2), new Case(1, 3), new Case(-3, 3)];

    private sealed class Case(int axis, int dimensions) : OperatorCase($"LogSoftmax along {axis}", 1, 3, dimensions)
    {
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.LogSoftmax(inputs[0], axis);
    }
}
