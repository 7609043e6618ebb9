using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class AvgPool2dTests : OperatorContract
{
    protected override double Tolerance => Rounding;

    protected override IEnumerable<OperatorCase> Cases() =>
    [
        new Case(2, 2),
        new Case(3, 1),
        new Case(3, 2, 1),
        new Case(2, 3),
        new Case(1, 2),
        new Case(3, 1, 1),
    ];

    private sealed class Case(int kernel, int stride, int padding = 0) : OperatorCase($"AvgPool2d {kernel}, stride {stride}, padding {padding}", 1, 2)
    {
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.AvgPool2d(inputs[0], kernel, stride, padding);
    }
}
