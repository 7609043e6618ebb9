using FsCheck;
using FsCheck.Fluent;

namespace Pipeline.Export.Tests;

public sealed class DimTests
{
    [Theory]
    [InlineData(16, 2, 2, 0, "H/2")]
    [InlineData(16, 3, 1, 2, "H")]
    [InlineData(16, 3, 2, 2, "H/2")]
    [InlineData(16, 3, 1, 0, "H-2")]
    [InlineData(1, 2, 2, 0, "floor((H-2)/2)+1")]
    public void Windows_of_a_named_size(long multiple, long span, long stride, long padding, string expected) =>
        Assert.Equal(expected, Dim.Named("H", multiple).Windows(span, stride, padding).ToString());

    [Fact]
    public void Four_halvings_and_four_doublings_give_the_same_size()
    {
        Dim size = Dim.Named("W", 16);
        for (int i = 0; i < 4; i++) { size = size.Windows(2, 2, 0); }
        Assert.Equal("W/16", size.ToString());
        for (int i = 0; i < 4; i++) { size = size.Times(2); }
        Assert.Equal(Dim.Named("W", 16), size);
    }

    [Fact]
    public void Sums_of_fixed_and_named_sizes()
    {
        Assert.Equal("7", Dim.Fixed(3).Plus(Dim.Fixed(4)).ToString());
        Assert.Equal("H+3", Dim.Fixed(3).Plus(Dim.Named("H")).ToString());
        Assert.Equal("2*H", Dim.Named("H").Plus(Dim.Named("H")).ToString());
        Assert.Equal("(H)+(W)", Dim.Named("H").Plus(Dim.Named("W")).ToString());
    }

    [Fact]
    public void A_fixed_size_has_as_many_windows_as_can_be_placed() => Prop.ForAll(
        Gen.Choose(1, 40).Three().ToArbitrary(), choice =>
    {
        (long size, long span, long stride) = choice;
        int placed = Enumerable.Range(0, (int)size).Count(start => start % stride == 0 && start + span <= size);
        if (placed == 0)
        {
            Assert.Throws<ArgumentException>(() => Dim.Fixed(size).Windows(span, stride, 0));
        }
        else
        {
            Assert.Equal(placed, Dim.Fixed(size).Windows(span, stride, 0).Value);
        }
    }).QuickCheckThrowOnFailure();
}
