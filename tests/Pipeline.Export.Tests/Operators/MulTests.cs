using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class MulTests : OperatorContract
{
    protected override double Tolerance => Rounding;

    protected override IEnumerable<OperatorCase> Cases() => [.. Enum.GetValues<Broadcasting>().Select(kind => new Case(kind)), new Number(0.7), new Number(-3)];

    private sealed class Case(Broadcasting kind) : BinaryCase(nameof(IOps<int>.Mul), kind)
    {
        protected override T Join<T>(IOps<T> ops, T a, T b) => ops.Mul(a, b);
    }

    private sealed class Number(double b) : OperatorCase($"Mul {b}", 1, 2)
    {
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.Mul(inputs[0], b);
    }
}
