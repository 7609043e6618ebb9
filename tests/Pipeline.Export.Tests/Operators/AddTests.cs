using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class AddTests : OperatorContract
{
    protected override double Tolerance => Rounding;

    protected override IEnumerable<OperatorCase> Cases() => [.. Enum.GetValues<Broadcasting>().Select(kind => new Case(kind)), new Number(0.7), new Number(-3)];

    private sealed class Case(Broadcasting kind) : BinaryCase(nameof(IOps<int>.Add), kind)
    {
        protected override T Join<T>(IOps<T> ops, T a, T b) => ops.Add(a, b);
    }

    private sealed class Number(double b) : OperatorCase($"Add {b}", 1, 2)
    {
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.Add(inputs[0], b);
    }
}
