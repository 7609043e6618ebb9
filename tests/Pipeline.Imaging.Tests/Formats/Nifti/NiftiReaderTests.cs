using System.Text.Json;
using Pipeline.Imaging.Formats.Nifti;
using Pipeline.Imaging.Tests.Fixtures;

namespace Pipeline.Imaging.Tests.Formats.Nifti;

public sealed class NiftiReaderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public static TheoryData<string> Files() => [.. GoldenFiles.Json("nifti.json").GetProperty("files").EnumerateArray().Select(f => f.Text("file"))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Reads_what_nibabel_wrote_as_nibabel_reads_it(string file)
    {
        var expected = GoldenFiles.Json("nifti.json").GetProperty("files").EnumerateArray().Single(f => f.Text("file") == file);
        var path = GoldenFiles.Path(file);
        var header = ImageFile.ReadHeader(path);
        Assert.Equal(expected.Ints("shape"), header.Dimensions.Select(d => (int)d));
        Assert.Equal(expected.Text("datatype"), header.DataType);
        Assert.Equal(expected.GetProperty("big_endian").GetBoolean(), header.BigEndian);
        Assert.Equal(file.Contains("nifti2", StringComparison.Ordinal) ? "nifti-2" : "nifti-1", header.Format);
        AssertAffine(expected.GetProperty("affine"), header.Geometry.Affine);
        Assert.Equal(expected.Text("orientation"), header.Geometry.Orientation);

        var values = expected.Doubles("values");
        Assert.Equal(values, NiftiFormat.Instance.ReadAll(path, ImageLimits.Default));
        Assert.Equal(Array.ConvertAll(values, v => (float)v), ImageFile.Read(path).Voxels);
    }

    [Fact]
    public void The_golden_files_cover_every_type_in_both_byte_orders()
    {
        var covered = GoldenFiles.Json("nifti.json").GetProperty("files").EnumerateArray()
            .Select(f => (f.Text("datatype"), f.GetProperty("big_endian").GetBoolean())).Distinct().Count();
        Assert.Equal(20, covered);
    }

    [Fact]
    public void Recognises_gzip_by_content_whatever_the_name_says()
    {
        var plain = ImageFile.Read(_folder.Write("plain.nii.gz", new NiftiBytes().ToArray()));
        var packed = ImageFile.Read(_folder.Write("packed.nii", new NiftiBytes().ToGzip()));
        Assert.Equal(plain.Voxels, packed.Voxels);
    }

    [Theory]
    [InlineData("scan.hdr", "scan.img", false)]
    [InlineData("scan.hdr.gz", "scan.img.gz", true)]
    [InlineData("scan.hdr", "scan.img.gz", true)]
    public void Reads_a_pair_by_its_header(string headerName, string imageName, bool packed)
    {
        var file = new NiftiBytes().Single(NiftiBytes.VoxOffset, 0);
        file.Byte(NiftiBytes.Magic + 1, (byte)'i');
        var header = file.ToArray()[..348];
        _folder.Write(imageName, packed ? NiftiBytes.Gzip(file.Voxels) : file.Voxels);
        var path = _folder.Write(headerName, headerName.EndsWith(".gz", StringComparison.Ordinal) ? NiftiBytes.Gzip(header) : header);
        Assert.Equal(Enumerable.Range(0, 12).Select(i => (float)i), ImageFile.Read(path).Voxels);
    }

    [Fact]
    public void A_pair_without_its_image_half_names_the_missing_file()
    {
        var header = new NiftiBytes().Single(NiftiBytes.VoxOffset, 0).Byte(NiftiBytes.Magic + 1, (byte)'i').ToArray()[..348];
        var path = _folder.Write("lonely.hdr", header);
        var error = Assert.Throws<ImageFormatException>(() => ImageFile.ReadHeader(path));
        Assert.Contains("no lonely.img or lonely.img.gz beside it", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scan.dcm")]
    [InlineData("scan.gz")]
    [InlineData("scan")]
    public void Refuses_other_endings(string name)
    {
        Assert.False(ImageFile.IsImage(name));
        Assert.Equal(name, ImageFile.StripExtension(name));
        var error = Assert.Throws<ImageFormatException>(() => ImageFile.Read(name));
        Assert.Contains("expected .nii.gz, .nii, .hdr.gz, .hdr, .mha or .mhd", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Extensions_are_listed_and_skipped()
    {
        byte[] extension = [16, 0, 0, 0, 6, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8];
        var file = new NiftiBytes().Single(NiftiBytes.VoxOffset, 352 + 32 + 16).Byte(NiftiBytes.ExtensionFlag, 1);
        file.Voxels = [.. extension, .. extension, .. new byte[16], .. file.Voxels];
        var path = _folder.Write("extended.nii", file.ToArray());
        Assert.Equal([(6, 16), (6, 16)], ImageFile.ReadHeader(path).Extensions);
        Assert.Equal(11, ImageFile.Read(path)[2, 1, 1]);
    }

    [Fact]
    public void A_fourth_axis_of_one_voxel_is_no_fourth_axis()
    {
        var path = _folder.Write("thin.nii", new NiftiBytes().Int16(NiftiBytes.Dim, 5, 3, 2, 2, 1, 1, 1, 1).ToArray());
        Assert.Equal(new Size3(3, 2, 2), ImageFile.Read(path).Size);
    }

    [Fact]
    public void Bytes_after_the_voxels_are_tolerated()
    {
        var file = new NiftiBytes();
        file.Voxels = [.. file.Voxels, .. new byte[1000]];
        Assert.Equal(11, ImageFile.Read(_folder.Write("long.nii", file.ToArray()))[2, 1, 1]);
        Assert.Equal(11, ImageFile.Read(_folder.Write("long.nii.gz", file.ToGzip()))[2, 1, 1]);
        var limits = new ImageLimits { MaxTrailingBytes = 999 };
        var error = Assert.Throws<ImageFormatException>(() => ImageFile.Read(_folder.File("long.nii.gz"), limits));
        Assert.Contains("more than 999 bytes follow the last voxel of 3×2×2", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static void AssertAffine(JsonElement expected, Affine actual)
    {
        for (var row = 0; row < 4; row++)
        {
            for (var column = 0; column < 4; column++)
                Assert.Equal(expected[row][column].GetDouble(), actual[row, column], 1e-5);
        }
    }
}
