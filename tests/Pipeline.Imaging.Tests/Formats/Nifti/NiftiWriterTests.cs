using Pipeline.Imaging.Tests.Fixtures;

namespace Pipeline.Imaging.Tests.Formats.Nifti;

public sealed class NiftiWriterTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void A_label_map_keeps_its_images_geometry_fields_byte_for_byte()
    {
        // Odd on purpose: a unit of micrometres, codes that differ, a quaternion that is not normalised, NaN in pixdim.
        var image = new NiftiBytes()
            .Single(NiftiBytes.Pixdim, -1, 1.1f, 2.3f, 3.7f, float.NaN, 5, 6, 7)
            .Byte(NiftiBytes.Units, 3 | 16)
            .Int16(NiftiBytes.QformCode, 4, 3)
            .Single(NiftiBytes.Quaternion, 0.7f, 0.7f, 0.2f, 1.5f, -2.5f, 3.5f)
            .Single(NiftiBytes.Srow, 1.1f, 0.01f, 0, 7, -0.01f, 2.3f, 0, 8, 0, 0, 3.7f, 9)
            .ToArray();
        var read = ImageFile.Read(_folder.Write("image.nii", image));
        ImageFile.WriteLabels(_folder.File("labels.nii"), read.With(new ushort[12]));
        var written = File.ReadAllBytes(_folder.File("labels.nii"));
        AssertSame(image, written, NiftiBytes.Pixdim, 32);
        AssertSame(image, written, NiftiBytes.Units, 1);
        AssertSame(image, written, NiftiBytes.QformCode, 4 + 24 + 48);
        Assert.Equal(0.0011, read.Geometry.Affine.M00, 1e-9);
    }

    [Theory]
    [InlineData("qform-oblique")]
    [InlineData("qform-left-handed")]
    [InlineData("qform-half-turn")]
    public void Computed_fields_describe_the_same_grid_by_quaternion_and_by_matrix(string file)
    {
        var golden = ImageFile.Read(GoldenFiles.Path($"nifti/{file}.nii.gz"));
        var affine = golden.Geometry.Affine;
        var path = _folder.File("computed.nii");
        ImageFile.Write(path, golden.With(new Geometry(affine)));
        AssertSame(affine, ImageFile.ReadHeader(path).Geometry.Affine);

        // With the matrix switched off the quaternion has to give the same.
        var bytes = File.ReadAllBytes(path);
        (bytes[NiftiBytes.SformCode], bytes[NiftiBytes.QformCode]) = (0, 1);
        AssertSame(affine, ImageFile.ReadHeader(_folder.Write("quaternion.nii", bytes)).Geometry.Affine);
    }

    [Fact]
    public void Sheared_axes_are_written_as_matrix_only()
    {
        var affine = new Affine(1, 0.2, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0);
        var path = _folder.File("sheared.nii");
        ImageFile.Write(path, new Volume<float>(new Size3(2, 2, 2), new Geometry(affine), new float[8]));
        var source = ImageFile.ReadHeader(path).Geometry.Source!;
        Assert.Equal((0, 1), (source.QformCode, source.SformCode));
        AssertSame(affine, ImageFile.ReadHeader(path).Geometry.Affine);
    }

    [Fact]
    public void The_header_is_the_one_that_the_format_asks_for()
    {
        var path = _folder.File("labels.nii");
        ImageFile.WriteLabels(path, new Volume<ushort>(new Size3(3, 2, 1), Geometry.FromSpacing(1, 2, 3), [0, 1, 2, 3, 4, 5]));
        var written = File.ReadAllBytes(path);
        Assert.Equal(352 + 6, written.Length);
        var expected = new NiftiBytes()
            .Byte(38, (byte)'r')
            .Int16(NiftiBytes.Dim, 3, 3, 2, 1, 1, 1, 1, 1)
            .Int16(NiftiBytes.DataType, 2, 8)
            .Single(NiftiBytes.Pixdim, 1, 1, 2, 3, 1, 1, 1, 1)
            .Byte(NiftiBytes.Units, 10)
            .Int16(NiftiBytes.QformCode, 1, 1)
            .Single(NiftiBytes.Srow, 1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 3, 0)
            .WithVoxels(0, 1, 2, 3, 4, 5);
        Assert.Equal(expected.ToArray(), written);
    }

    [Fact]
    public void Compressed_files_carry_neither_time_nor_name()
    {
        var path = _folder.File("labels.nii.gz");
        ImageFile.WriteLabels(path, new Volume<ushort>(new Size3(1, 1, 1), Geometry.FromSpacing(1, 1, 1), [1]));
        Assert.Equal([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255], File.ReadAllBytes(path)[..10]);
    }

    [Theory]
    [InlineData("labels.hdr")]
    [InlineData("labels.png")]
    public void Refuses_to_write_other_endings(string name)
    {
        var labels = new Volume<ushort>(new Size3(1, 1, 1), Geometry.FromSpacing(1, 1, 1), [1]);
        var error = Assert.Throws<ImageFormatException>(() => ImageFile.WriteLabels(_folder.File(name), labels));
        Assert.Contains("expected .nii.gz, .nii, .mha or .mhd", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Refuses_an_axis_that_NIfTI_1_cannot_count()
    {
        var labels = new Volume<ushort>(new Size3(32768, 1, 1), Geometry.FromSpacing(1, 1, 1), new ushort[32768]);
        var error = Assert.Throws<ImageFormatException>(() => ImageFile.WriteLabels(_folder.File("long.nii"), labels));
        Assert.Contains("32768×1×1 voxels, NIfTI-1 holds at most 32767", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static void AssertSame(byte[] expected, byte[] actual, int at, int count) =>
        Assert.Equal(expected.AsSpan(at, count).ToArray(), actual.AsSpan(at, count).ToArray());

    private static void AssertSame(Affine expected, Affine actual)
    {
        for (var i = 0; i < 12; i++)
            Assert.Equal(expected.ToArray()[i], actual.ToArray()[i], 1e-5);
    }
}
