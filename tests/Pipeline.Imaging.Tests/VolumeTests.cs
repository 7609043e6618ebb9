namespace Pipeline.Imaging.Tests;

public sealed class VolumeTests
{
    private static readonly Geometry Unit = Geometry.FromSpacing(1, 1, 1);

    [Fact]
    public void X_is_fastest_in_memory()
    {
        var volume = new Volume<int>(new Size3(2, 3, 4), Unit, [.. Enumerable.Range(0, 24)]);
        Assert.Equal(1 + (2 * (2 + (3 * 3))), volume[1, 2, 3]);
        Assert.Equal(volume[1, 2, 3], volume.Slice(3)[1 + (2 * 2)]);
        volume.Slice(2)[0] = -1;
        Assert.Equal(-1, volume[0, 0, 2]);
    }

    [Theory]
    [InlineData(2, 0, 0)]
    [InlineData(0, -1, 0)]
    [InlineData(0, 3, 0)]
    [InlineData(0, 0, 4)]
    public void Voxels_outside_are_refused_and_not_wrapped_to_a_neighbour_row(int x, int y, int z)
    {
        var volume = new Volume<int>(new Size3(2, 3, 4), Unit, new int[24]);
        Assert.Throws<ArgumentOutOfRangeException>(() => volume[x, y, z]);
    }

    [Fact]
    public void The_array_has_to_fit_the_size()
    {
        var error = Assert.Throws<ArgumentException>(() => new Volume<byte>(new Size3(2, 3, 4), Unit, new byte[23]));
        Assert.Contains("size 2×3×4 needs 24 voxels; the array has 23", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Volume<byte>(new Size3(0, 3, 4), Unit, []));
    }

    [Fact]
    public void With_shares_grid_or_voxels_and_a_copy_shares_none()
    {
        var volume = new Volume<byte>(new Size3(1, 1, 2), Unit, [1, 2]);
        Assert.Same(Unit, volume.With(new float[2]).Geometry);
        Assert.Same(volume.Voxels, volume.With(Geometry.FromSpacing(2, 2, 2)).Voxels);
        Assert.NotSame(volume.Voxels, volume.Copy().Voxels);
        Assert.Equal(volume.Voxels, volume.Copy().Voxels);
    }
}
