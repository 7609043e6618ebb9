using Pipeline.Imaging.Tests.Fixtures;

namespace Pipeline.Imaging.Tests;

public sealed class GeometryTests
{
    private static readonly Size3 Size = new(6, 4, 3);

    [Theory]
    [InlineData(-1, -1, 1, "LPS")]
    [InlineData(1, 1, 1, "RAS")]
    [InlineData(1, -1, -1, "RPI")]
    public void Orientation_names_where_the_axes_run(double x, double y, double z, string expected) =>
        Assert.Equal(expected, Geometry.FromSpacing(x, y, z).Orientation);

    [Fact]
    public void Axes_at_equal_angles_still_get_three_different_letters()
    {
        var half = Math.Sqrt(0.5);
        Assert.Equal("RAS", new Geometry(new Affine(half, -half, 0, 0, half, half, 0, 0, 0, 0, 1, 0)).Orientation);
    }

    [Fact]
    public void Resampling_keeps_the_outer_faces_in_place()
    {
        var to = new Size3(9, 2, 3);
        var resampled = Samples.Oblique.Resampled(Size, to);
        foreach (var (x, y, z) in new (double, double, double)[] { (0, 0, 0), (1, 0, 0), (0, 1, 1), (1, 1, 1) })
        {
            var before = Samples.Oblique.Affine.Apply((x * Size.X) - 0.5, (y * Size.Y) - 0.5, (z * Size.Z) - 0.5);
            var after = resampled.Affine.Apply((x * to.X) - 0.5, (y * to.Y) - 0.5, (z * to.Z) - 0.5);
            Assert.Equal(before.X, after.X, 1e-9);
            Assert.Equal(before.Y, after.Y, 1e-9);
            Assert.Equal(before.Z, after.Z, 1e-9);
        }
        Assert.Equal(1.5 * 6 / 9, resampled.Spacing.X, 1e-12);
        Assert.Same(Samples.Oblique, Samples.Oblique.Resampled(Size, Size));
    }

    [Fact]
    public void With_spacing_keeps_axes_and_first_voxel()
    {
        var changed = Samples.Oblique.WithSpacing(3, 1.25, 4);
        Assert.Equal(3, changed.Spacing.X, 1e-12);
        Assert.Equal(4, changed.Spacing.Z, 1e-12);
        Assert.Equal(Samples.Oblique.Affine.Apply(0, 0, 0), changed.Affine.Apply(0, 0, 0));
        Assert.Equal(Samples.Oblique.Orientation, changed.Orientation);
    }

    [Fact]
    public void A_grid_is_the_same_up_to_the_tolerance_at_its_furthest_corner()
    {
        var grid = Geometry.FromSpacing(1, 1, 1);
        var stretched = Geometry.FromSpacing(1.0001, 1, 1);
        Assert.True(grid.SameGrid(Size, stretched, Size));
        Assert.False(grid.SameGrid(new Size3(100, 1, 1), stretched, new Size3(100, 1, 1)));
        Assert.False(grid.SameGrid(Size, grid, new Size3(6, 4, 2)));
        Assert.True(grid.SameGrid(new Size3(100, 1, 1), stretched, new Size3(100, 1, 1), toleranceMm: 0.01));
    }

    [Fact]
    public void Refuses_a_singular_affine() => Assert.Throws<ArgumentException>(() => Geometry.FromSpacing(1, 0, 1));
}
