using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class ConcatTests : OperatorContract
{
    protected override double Tolerance => Exact;

    protected override IEnumerable<OperatorCase> Cases() =>
    [
        new Case(1, 3), new Case(2, 1), new Case(2, 3), new Case(4, 2),
        new Along(2, 2), new Along(-1, 2), new Along(2, 3), new Along(-4, 3), new Along(0, 2),
    ];

    [Fact]
    public void Sizes_that_differ_are_refused_with_both_shapes()
    {
        using Uneven subject = new();
        subject.eval();
        ExportException error = Assert.Throws<ExportException>(() => Exporter.ToOnnx(subject));
        Assert.Equal("Concat", error.Layer);
        Assert.Contains("x0 [N,1,H,W]", error.Message, StringComparison.Ordinal);
        Assert.Contains("[N,1,2*H,2*W]", error.Message, StringComparison.Ordinal);
    }

    private sealed class Case(int inputs, int channels) : OperatorCase($"Concat of {inputs}", inputs, channels)
    {
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.Concat([.. inputs]);
    }

    // The first with one channel less, where channels are joined.
    private sealed class Along(int axis, int dimensions) : OperatorCase($"Concat along {axis}, {dimensions}-D", 2, 2, dimensions)
    {
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.Concat(axis, axis == -4 ? ops.Slice(inputs[0], 1, 1) : inputs[0], inputs[1]);
    }

    private sealed class Uneven() : OperatorCase("Concat of two sizes", 1, 1)
    {
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.Concat(inputs[0], ops.UpsampleNearest2d(inputs[0], 2));
    }
}
