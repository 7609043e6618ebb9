using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class ResizeLikeTests : OperatorContract
{
    protected override double Tolerance => Rounding;

    protected override IEnumerable<OperatorCase> Cases() =>
    [
        new Case(2, false, false),
        new Case(2, true, false),
        new Case(2, true, true),
        new Case(3, false, false),
        new Case(3, true, false),
        new Case(3, true, true),
        new Case(2, false, false, smaller: true),
        new Case(2, true, false, smaller: true),
        new Case(2, true, true, smaller: true),
        new From26To22(),
    ];

    private sealed class Case(int dimensions, bool linear, bool alignCorners, bool smaller = false)
        : OperatorCase($"ResizeLike {dimensions}-D, linear: {linear}, corners aligned: {alignCorners}, smaller: {smaller}", 2, 2, dimensions)
    {
        // One more than twice the size, or one less than the size.
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs)
        {
            bool flat = Signature.Dimensions == 2;
            int[] borders = flat ? [0, 1, 0, 1] : [0, 1, 0, 1, 0, 1];
            T like = smaller ? ops.Crop(inputs[1], borders)
                : ops.Pad(flat ? ops.UpsampleNearest2d(inputs[1], 2) : ops.UpsampleNearest3d(inputs[1], 2), borders);
            return ops.ResizeLike(inputs[0], like, linear, alignCorners);
        }
    }

    // In single precision 11 · (26 / 22) is less than 13, and Torch's own nearest mode takes pixel 12.
    private sealed class From26To22() : OperatorCase("ResizeLike 26 → 22", 1, 1)
    {
        public override IReadOnlyList<int[]> Shapes => [[1, 1, 26, 26]];

        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.ResizeLike(inputs[0], ops.Crop(inputs[0], [2, 2, 4, 0]));
    }
}
