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

    [Fact]
    public void Labels_of_maps_are_the_sides_of_the_threshold_value_by_value()
    {
        // [N=1, M=2, H=1, W=2]; 0.3 itself is background
        double[] expected = [0.2, 0.4, 0.3, 0.9], found = [0.29, 0.31, 0.31, 0.9];
        Assert.Equal(0.75, LabelAgreement.Of(expected, found, [1, 2, 1, 2], 0.3));
        Assert.Equal(0.75, LabelAgreement.Of(expected, found, [2, 1, 1, 2], 0.3));
    }

    [Fact]
    public void What_gives_no_labels_has_no_agreement()
    {
        Assert.Null(LabelAgreement.Of([1, 2, 3, 4], [1, 2, 3, 4], [1, 1, 2, 2]));
        Assert.Null(LabelAgreement.Of([1, 2], [1, 2], [1, 1, 2, 2], 0.3));
    }

    [Fact]
    public void A_few_scores_that_are_all_alike_are_measured_by_their_magnitude()
    {
        ParityInput input = new([2, 1, 1, 2], [new float[4]]);
        OutputTally scores = new(null), map = new(null);
        scores.Add([0.5, 0.5, 0.5], [0.5, 0.5, 0.500001], input);
        map.Add([0.5, 0.5, 0.5, 0.5], [0.5, 0.5, 0.5, 0.500001], input);
        Assert.Equal(2e-6, scores.Difference.Relative, 1e-12);
        Assert.False(map.Difference.Relative <= 1e9);
    }

    [Fact]
    public void Several_inputs_give_the_largest_difference_the_mean_of_all_values_and_the_joint_range()
    {
        ParityInput first = new([1, 1, 1, 1], [new float[1]]), second = new([1, 1, 1, 3], [new float[3]]);
        OutputTally tally = new(null);
        tally.Add([1], [1.5], first);
        tally.Add([3, 4, 5], [3, 4, 5.25], second);
        Assert.Equal(new Difference(0.5, 0.75 / 4, 4), tally.Difference);
        Assert.Same(first, tally.Worst);
    }
}
