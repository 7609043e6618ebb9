using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class AdaptiveAvgPool2dTests : OperatorContract
{
    protected override double Tolerance => Rounding;

    protected override IEnumerable<OperatorCase> Cases() => [new Case(1, 1), new Case(2, 3), new Case(4, 3), new Case(1, 5), new Case(9, 2)];

    [Fact]
    public void Several_windows_at_free_sizes_are_refused_with_the_way_out()
    {
        using Case subject = new(2, 3);
        subject.eval();
        ExportException error = Assert.Throws<ExportException>(() => Exporter.ToOnnx(subject));
        Assert.Contains("fixed shape", error.Message, StringComparison.Ordinal);
    }

    private sealed class Case(int height, int width) : OperatorCase($"AdaptiveAvgPool2d to {height}×{width}", 1, 2)
    {
        public override bool FixedShape => height * width > 1;

        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.AdaptiveAvgPool2d(inputs[0], height, width);
    }
}
