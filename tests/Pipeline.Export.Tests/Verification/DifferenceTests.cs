namespace Pipeline.Export.Tests;

public sealed class DifferenceTests
{
    [Fact]
    public void Gives_largest_mean_and_range()
    {
        Difference difference = Difference.Of([0, 1, 5], [0, 1.5, 4.75]);
        Assert.Equal(new Difference(0.5, 0.25, 5), difference);
        Assert.Equal(0.1, difference.Relative);
    }

    [Theory]
    [InlineData(new[] { 1.0, double.NaN }, new[] { 1.0, double.NaN })]
    [InlineData(new[] { 1.0, 2.0 }, new[] { 1.0 })]
    [InlineData(new[] { 1.0, 2.0 }, new[] { 1.0, double.PositiveInfinity })]
    [InlineData(new[] { 1.0, double.PositiveInfinity }, new[] { 1.0, double.PositiveInfinity })]
    public void What_cannot_be_compared_is_infinitely_far(double[] expected, double[] found) =>
        Assert.False(Difference.Of(expected, found).Relative <= 1e9);

    [Fact]
    public void Constant_and_equal_is_zero() => Assert.Equal(0, Difference.Of([2, 2], [2, 2]).Relative);

    [Fact]
    public void Labels_are_compared_per_position_over_channels()
    {
        // [N=2, C=2, H=1, W=2]
        double[] expected = [0, 0, 1, 1, 5, 5, 1, 9];
        double[] found = [0, 3, 1, 1, 5, 5, 1, 9];
        Assert.Equal(0.75, LabelAgreement.Of(expected, found, [2, 1, 1, 2]));
    }
}
