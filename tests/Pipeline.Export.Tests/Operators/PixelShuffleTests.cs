using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class PixelShuffleTests : OperatorContract
{
    protected override double Tolerance => Exact;

    protected override IEnumerable<OperatorCase> Cases() => [new Case(2, 8), new Case(3, 9), new Case(1, 2)];

    private sealed class Case(int factor, int channels) : OperatorCase($"PixelShuffle {factor}", 1, channels)
    {
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.PixelShuffle(inputs[0], factor);
    }
}
