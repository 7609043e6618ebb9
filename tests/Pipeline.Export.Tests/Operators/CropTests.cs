using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class CropTests : OperatorContract
{
    protected override double Tolerance => Exact;

    protected override IEnumerable<OperatorCase> Cases() => [new Case(2, [1, 2]), new Case(2, [1, 0, 2, 1]), new Case(3, [0, 1, 1, 0, 1, 1])];

    private sealed class Case(int dimensions, int[] borders) : OperatorCase($"Crop {string.Join(',', borders)}", 1, 2, dimensions)
    {
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.Crop(inputs[0], borders);
    }
}
