using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class MaxPool2dTests : OperatorContract
{
    protected override double Tolerance => 0;

    protected override IEnumerable<OperatorCase> Cases() =>
        [new Case(2, 2), new Case(3, 1), new Case(3, 2), new Case(2, 3), new Case(1, 2)];

    private sealed class Case(int kernel, int stride) : OperatorCase($"MaxPool2d {kernel}, stride {stride}", 1, 2)
    {
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.MaxPool2d(inputs[0], kernel, stride);
    }
}
