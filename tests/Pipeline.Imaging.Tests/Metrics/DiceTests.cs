using FsCheck;
using FsCheck.Fluent;
using Pipeline.Imaging.Tests.Fixtures;

namespace Pipeline.Imaging.Tests.Metrics;

public sealed class DiceTests
{
    [Fact]
    public void Is_symmetric_within_0_and_1_and_1_for_a_map_with_itself() =>
        Prop.ForAll(Samples.LabelMapPairs(), pair =>
        {
            var dice = Dice.Of(pair.A.Voxels, pair.B.Voxels, 1);
            Assert.InRange(dice, 0, 1);
            Assert.Equal(dice, Dice.Of(pair.B.Voxels, pair.A.Voxels, 1));
            Assert.Equal(1, Dice.Of(pair.A.Voxels, pair.A.Voxels, 1));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(2, 2.0 / 3)]
    [InlineData(3, 0)]
    [InlineData(4, 1)]
    public void Is_twice_the_overlap_over_the_sum(ushort label, double expected) =>
        Assert.Equal(expected, Dice.Of([1, 1, 2, 2, 3, 0], [1, 0, 2, 0, 0, 1], label), 1e-15);

    [Fact]
    public void Refuses_maps_of_different_length() => Assert.Throws<ArgumentException>(() => Dice.Of([1, 2], [1], 1));
}
