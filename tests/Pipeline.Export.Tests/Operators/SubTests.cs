using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class SubTests : OperatorContract
{
    protected override double Tolerance => Rounding;

    protected override IEnumerable<OperatorCase> Cases() => [.. Enum.GetValues<Broadcasting>().Select(kind => new Case(kind))];

    private sealed class Case(Broadcasting kind) : BinaryCase(nameof(IOps<int>.Sub), kind)
    {
        protected override T Join<T>(IOps<T> ops, T a, T b) => ops.Sub(a, b);
    }
}
