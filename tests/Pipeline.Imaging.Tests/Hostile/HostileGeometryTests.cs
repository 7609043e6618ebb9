using Pipeline.Imaging.Tests.Fixtures;
using static Pipeline.Imaging.Tests.Fixtures.NiftiBytes;

namespace Pipeline.Imaging.Tests.Hostile;

/// <summary>Headers whose transforms contradict each other or themselves, against the policy of NiftiGeometry.</summary>
public sealed class HostileGeometryTests : IDisposable
{
    private static readonly float[] Shifted = [2, 0, 0, 5, 0, 2, 0, 6, 0, 0, 2, 7];

    private readonly TempFolder _folder = new();

    [Fact]
    public void G1_sform_wins_where_the_qform_says_otherwise()
    {
        var geometry = Read(f => f.Int16(QformCode, 1, 2).Single(Quaternion, 1, 0, 0, 100, 100, 100).Single(Srow, Shifted));
        Assert.Equal(new Affine(2, 0, 0, 5, 0, 2, 0, 6, 0, 0, 2, 7), geometry.Affine);
    }

    [Fact]
    public void G2_voxels_of_a_nanometre_are_not_taken_for_a_singular_matrix()
    {
        var geometry = Read(f => f.Int16(SformCode, 1).Single(Srow, 1e-6f, 0, 0, 0, 0, 1e-6f, 0, 0, 0, 0, 1e-6f, 0));
        Assert.Equal(1e-6, geometry.Spacing.X, 1e-12);
        Assert.Equal("RAS", geometry.Orientation);
    }

    [Fact]
    public void G3_nearly_orthonormal_axes_are_kept_as_they_are()
    {
        var geometry = Read(f => f.Int16(SformCode, 1).Single(Srow, 1, 0.001f, 0, 0, 0, 1, -0.002f, 0, 0, 0, 1, 0));
        Assert.Equal(0.001f, geometry.Affine.M01);
        Assert.Equal(-0.002f, geometry.Affine.M12);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(float.NaN)]
    public void G4_a_singular_sform_gives_way_to_the_qform(float third)
    {
        var geometry = Read(f => f.Int16(QformCode, 1, 1).Single(Quaternion, 0, 0, 1, 9, 8, 7).Single(Srow, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, third, 0));
        Assert.Equal("LPS", geometry.Orientation);
        Assert.Equal((1, 2, 3), geometry.Spacing);
        Assert.Equal((9, 8, 7), geometry.Affine.Apply(0, 0, 0));
    }

    [Fact]
    public void G4b_without_a_usable_transform_the_file_is_refused_and_both_are_named()
    {
        var error = Assert.Throws<ImageFormatException>(() => Read(f => f.Int16(QformCode, 1, 1).Single(Quaternion, 5, 0, 0).Single(Srow, 0, 0, 0)));
        Assert.Contains("neither transform is usable: sform_code 1 with srow_x = (0, 0, 0, 0)", error.Message, StringComparison.Ordinal);
        Assert.Contains("qform_code 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void G5_a_quaternion_that_rounding_made_too_long_is_a_half_turn()
    {
        var geometry = Read(f => f.Int16(QformCode, 1).Single(Quaternion, 0, 0, 1.0001f, 1, 2, 3));
        Assert.Equal("LPS", geometry.Orientation);
        Assert.Equal(-1, geometry.Affine.M00, 1e-12);
    }

    [Fact]
    public void Without_codes_the_spacing_alone_places_the_voxels()
    {
        var geometry = Read(f => f.Single(Pixdim, -1, 1, -2, 3));
        Assert.Equal(Affine.Scaling(1, 2, 3), geometry.Affine);
    }

    [Theory]
    [InlineData(1, 1000)]
    [InlineData(2, 1)]
    [InlineData(3, 0.001)]
    [InlineData(0, 1)]
    public void Lengths_are_millimetres_whatever_unit_the_file_uses(byte units, double factor)
    {
        var plain = Read(f => f.Byte(Units, units));
        var qform = Read(f => f.Byte(Units, units).Int16(QformCode, 1).Single(Quaternion, 0, 0, 0, 4, 5, 6));
        var sform = Read(f => f.Byte(Units, units).Int16(SformCode, 1).Single(Srow, Shifted));
        Assert.Equal(2 * factor, plain.Spacing.Y, 1e-9);
        Assert.Equal(2 * factor, qform.Spacing.Y, 1e-9);
        Assert.Equal(5 * factor, qform.Affine.M13, 1e-9);
        Assert.Equal(2 * factor, sform.Spacing.Y, 1e-9);
        Assert.Equal(6 * factor, sform.Affine.M13, 1e-9);
    }

    public void Dispose() => _folder.Dispose();

    private Geometry Read(Action<NiftiBytes> change) => ImageFile.ReadHeader(_folder.Write("case.nii", Attack.Nifti(change))).Geometry;
}
