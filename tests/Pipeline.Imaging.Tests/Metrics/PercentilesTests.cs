using FsCheck;
using FsCheck.Fluent;
using Pipeline.Imaging.Tests.Fixtures;

namespace Pipeline.Imaging.Tests.Metrics;

public sealed class PercentilesTests
{
    [Fact]
    public void Are_numpys()
    {
        var golden = GoldenFiles.Json("percentiles.json");
        foreach (var expected in golden.GetProperty("cases").EnumerateArray())
        {
            var values = golden.GetProperty("sets").Floats(expected.Text("name"));
            var (lower, upper) = Percentiles.Of(values, expected.GetProperty("lower").GetDouble(), expected.GetProperty("upper").GetDouble());
            var numpy = expected.Doubles("expected");
            Assert.Equal((float)numpy[0], lower);
            Assert.Equal((float)numpy[1], upper);
        }
    }

    [Fact]
    public void Are_those_of_the_sorted_values() =>
        Prop.ForAll(Samples.FiniteImages(), image =>
        {
            var sorted = image.Voxels.Order().ToArray();
            var (lower, upper) = Percentiles.Of(image.Voxels, 0, 100);
            Assert.Equal((sorted[0], sorted[^1]), (lower, upper));
            var (median, again) = Percentiles.Of(image.Voxels, 50, 50);
            var middle = (sorted[(sorted.Length - 1) / 2] + (double)sorted[sorted.Length / 2]) / 2;
            Assert.Equal((float)middle, median);
            Assert.Equal(median, again);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void One_NaN_makes_both_NaN()
    {
        var (lower, upper) = Percentiles.Of([1, float.NaN, 2], 1, 99);
        Assert.True(float.IsNaN(lower) && float.IsNaN(upper));
    }

    [Fact]
    public void Infinities_and_both_zeros_have_their_place()
    {
        var (lower, upper) = Percentiles.Of([0, float.PositiveInfinity, -1, float.NegativeInfinity, 1], 0, 75);
        Assert.Equal((float.NegativeInfinity, 1), (lower, upper));
    }

    [Theory]
    [InlineData(-1, 50)]
    [InlineData(0, 100.1)]
    [InlineData(double.NaN, 50)]
    public void Refuses_what_is_not_a_percent(double lower, double upper) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Percentiles.Of([1f], lower, upper));

    [Fact]
    public void Refuses_no_values() => Assert.Throws<ArgumentException>(() => Percentiles.Of([], 1, 99));
}
