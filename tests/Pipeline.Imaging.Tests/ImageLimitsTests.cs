namespace Pipeline.Imaging.Tests;

public sealed class ImageLimitsTests
{
    [Fact]
    public void Refuses_values_that_make_no_sense_where_they_are_set()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageLimits { MaxBytes = 0 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageLimits { MaxHeaderBytes = 100 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new ImageLimits { MaxTrailingBytes = -1 });
    }

    [Fact]
    public void The_default_holds_a_large_scan_and_its_labels() =>
        Assert.True(512L * 512 * 2000 * sizeof(float) <= ImageLimits.Default.MaxBytes);
}
