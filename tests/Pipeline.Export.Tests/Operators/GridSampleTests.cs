using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class GridSampleTests : OperatorContract
{
    protected override IEnumerable<OperatorCase> Cases() => [new Case(2, false), new Case(2, true), new Case(3, false), new Case(3, true)];

    [Fact]
    public void Three_dimensions_are_refused_below_opset_20()
    {
        using Case subject = new(3, false);
        subject.eval();
        ExportException error = Assert.Throws<ExportException>(() => Exporter.ToOnnx(subject, new ExportOptions { Opset = 19 }));
        Assert.Contains("20", error.Message, StringComparison.Ordinal);
    }

    private sealed class Case(int dimensions, bool alignCorners)
        : OperatorCase($"GridSample {dimensions}-D, corners aligned: {alignCorners}", 2, 3, dimensions)
    {
        public override ExportOptions Options => new() { Opset = Signature.Dimensions == 2 ? 17 : 20 };

        public override float Draw(int input, int index, float normal) => input == 0 ? normal : OffCentre(normal);

        // Two of the second input's channels, or all three, are the points; one column less than the image has.
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs)
        {
            T points = ops.Slice(ops.Slice(inputs[1], 1, 0, Signature.Dimensions), -1, 1);
            T grid = Signature.Dimensions == 2 ? ops.Transpose(points, 0, 2, 3, 1) : ops.Transpose(points, 0, 2, 3, 4, 1);
            return ops.GridSample(inputs[0], grid, alignCorners);
        }
    }
}
