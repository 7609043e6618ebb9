namespace Pipeline.Imaging.Tests;

public sealed class AffineTests
{
    private static readonly Affine Some = new(1.2, -0.4, 0.3, 10, 0.5, 2.2, -0.1, -20, 0.2, 0.7, 5.1, 30);

    [Fact]
    public void The_inverse_undoes_the_map()
    {
        var back = Some.Inverse().Multiply(Some).ToArray();
        var identity = Affine.Identity.ToArray();
        for (var i = 0; i < 16; i++)
            Assert.Equal(identity[i], back[i], 1e-12);
    }

    [Fact]
    public void Multiply_applies_the_argument_first()
    {
        var first = Affine.Scaling(2, 3, 4);
        var (x, y, z) = first.Apply(1, 2, 3);
        Assert.Equal(Some.Apply(x, y, z), Some.Multiply(first).Apply(1, 2, 3));
    }

    [Fact]
    public void Apply_at_the_origin_is_the_fourth_column() => Assert.Equal((10, -20, 30), Some.Apply(0, 0, 0));

    [Fact]
    public void Elements_are_row_major_with_a_constant_last_row()
    {
        var all = Some.ToArray();
        for (var i = 0; i < 16; i++)
            Assert.Equal(all[i], Some[i / 4, i % 4]);
        Assert.Equal([0.0, 0, 0, 1], all[12..]);
        Assert.Equal(Some, Affine.FromRows(all));
        Assert.Throws<ArgumentException>(() => Affine.FromRows([.. all[..15], 2]));
    }

    [Fact]
    public void Spacing_is_the_length_of_the_columns()
    {
        var (x, y, z) = new Affine(0, 0, -4, 0, 3, 0, 0, 0, 4, 2, 0, 0).Spacing;
        Assert.Equal((5, 2, 4), (x, y, z));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(1e-30, true)]
    [InlineData(0, false)]
    [InlineData(double.NaN, false)]
    [InlineData(double.PositiveInfinity, false)]
    public void Invertible_means_finite_independent_columns(double z, bool expected) =>
        Assert.Equal(expected, Affine.Scaling(1, 1, z).IsInvertible);
}
