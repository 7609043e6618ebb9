using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class DivTests : OperatorContract
{
    protected override double Tolerance => Rounding;

    protected override IEnumerable<OperatorCase> Cases() => [.. Enum.GetValues<Broadcasting>().Select(kind => new Case(kind))];

    private sealed class Case(Broadcasting kind) : BinaryCase(nameof(IOps<int>.Div), kind)
    {
        public override float Draw(int input, int index, float normal) => input == 0 ? normal : AwayFromZero(normal);

        protected override T Join<T>(IOps<T> ops, T a, T b) => ops.Div(a, b);
    }
}
