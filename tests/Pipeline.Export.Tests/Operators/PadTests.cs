using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class PadTests : OperatorContract
{
    protected override double Tolerance => Exact;

    protected override IEnumerable<OperatorCase> Cases() =>
    [
        new Case(2, [1, 2]),
        new Case(2, [1, 0, 2, 3]),
        new Case(2, [2, 1, 0, 1], value: -1.5),
        new Case(2, [1, 2, 3, 1], PadMode.Reflect),
        new Case(2, [1, 2, 3, 1], PadMode.Edge),
        new Case(3, [1, 0, 2, 1, 0, 1]),
        new Case(3, [1, 2, 0, 1, 2, 0], PadMode.Reflect),
        new Case(3, [1, 2, 0, 1, 2, 0], PadMode.Edge),
    ];

    private sealed class Case(int dimensions, int[] borders, PadMode mode = PadMode.Constant, double value = 0)
        : OperatorCase($"Pad {mode} {string.Join(',', borders)}", 1, 2, dimensions)
    {
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.Pad(inputs[0], borders, mode, value);
    }
}
