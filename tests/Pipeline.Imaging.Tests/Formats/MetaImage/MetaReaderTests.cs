using System.Text.Json;
using Pipeline.Imaging.Formats.MetaImage;
using Pipeline.Imaging.Tests.Fixtures;

namespace Pipeline.Imaging.Tests.Formats.MetaImage;

public sealed class MetaReaderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public static TheoryData<string> Files() => [.. Golden().Select(f => f.Text("file"))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Reads_files_as_ITK_reads_them(string file)
    {
        var expected = Golden().Single(f => f.Text("file") == file);
        var path = GoldenFiles.Path(file);
        var header = ImageFile.ReadHeader(path);
        Assert.Equal("metaimage", header.Format);
        Assert.Equal(expected.Ints("shape"), header.Dimensions.Select(d => (int)d));
        Assert.Equal(expected.Text("datatype"), header.DataType);
        AssertGeometry(expected, header.Geometry.Affine);
        var values = expected.Doubles("values");
        Assert.Equal(values, MetaImageFormat.Instance.ReadAll(path, ImageLimits.Default));
        if (header.Volumes == 1)
            Assert.Equal(Array.ConvertAll(values, v => (float)v), ImageFile.Read(path).Voxels);
    }

    [Fact]
    public void The_golden_files_cover_every_type()
    {
        Assert.Equal(10, Golden().Select(f => f.Text("datatype")).Distinct(StringComparer.Ordinal).Count());
        Assert.Contains((byte)'\r', File.ReadAllBytes(GoldenFiles.Path("metaimage/windows.mhd")));
    }

    [Fact]
    public void A_series_is_refused_as_an_image()
    {
        var error = Assert.Throws<ImageFormatException>(() => ImageFile.Read(GoldenFiles.Path("metaimage/series.mhd")));
        Assert.Contains("found 4-D 2×2×2×2, expected 3-D; extract one volume first", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_patient_s_left_is_positive_in_the_file_and_negative_in_our_world()
    {
        var path = _folder.Write("lps.mha", new MetaText().With("Offset", "10 20 30").ToArray());
        var geometry = ImageFile.ReadHeader(path).Geometry;
        Assert.Equal("LPS", geometry.Orientation);
        Assert.Equal((-10, -20, 30), geometry.Affine.Apply(0, 0, 0));
        Assert.Equal((1, 2, 3), geometry.Spacing);
    }

    [Fact]
    public void Every_cut_of_a_header_is_refused_but_that_of_its_last_line_end()
    {
        var file = new MetaText().With("ElementDataFile", "v.raw");
        _folder.Write("v.raw", file.Voxels);
        var header = file.Header();
        for (var length = 0; length < header.Length - 1; length++)
        {
            var cut = _folder.Write("cut.mhd", header[..length]);
            Assert.Throws<ImageFormatException>(() => ImageFile.Read(cut));
        }
        Assert.Equal(11, ImageFile.Read(_folder.Write("cut.mhd", header[..^1]))[2, 1, 1]);
    }

    [Fact]
    public void A_link_inside_the_folder_is_followed_and_one_out_of_it_is_not()
    {
        var file = new MetaText().With("ElementDataFile", "v.raw");
        var path = _folder.Write("v.mhd", file.Header());
        _folder.Write("real.raw", file.Voxels);
        File.CreateSymbolicLink(_folder.File("v.raw"), "real.raw");
        Assert.Equal(11, ImageFile.Read(path)[2, 1, 1]);

        using var elsewhere = new TempFolder();
        File.Delete(_folder.File("v.raw"));
        File.CreateSymbolicLink(_folder.File("v.raw"), elsewhere.Write("secret", file.Voxels));
        var error = Assert.Throws<ImageFormatException>(() => ImageFile.Read(path));
        Assert.Contains("v.raw is a link out of the header's folder", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_without_its_voxels_names_the_missing_file()
    {
        var path = _folder.Write("lonely.mhd", new MetaText().With("ElementDataFile", "lonely.raw").Header());
        var error = Assert.Throws<ImageFormatException>(() => ImageFile.ReadHeader(path));
        Assert.Equal($"{path}: its voxels are missing: no lonely.raw beside it; fetch both files.", error.Message);
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<JsonElement> Golden() => GoldenFiles.Json("metaimage.json").GetProperty("files").EnumerateArray();

    /// <summary>ITK: LPS, world = origin + direction · (spacing ∘ index), direction row by row; a third axis where there is none is z.</summary>
    private static void AssertGeometry(JsonElement expected, Affine actual)
    {
        double[] spacing = expected.Doubles("spacing"), origin = expected.Doubles("origin"), direction = expected.Doubles("direction");
        var rank = spacing.Length;
        double[] sign = [-1, -1, 1];
        for (var row = 0; row < 3; row++)
        {
            for (var column = 0; column < 3; column++)
            {
                var flat = row >= rank || column >= rank;
                var step = flat ? (row == column ? 1 : 0) : direction[(row * rank) + column] * spacing[column];
                Assert.Equal(sign[row] * step, actual[row, column], 1e-10);
            }
            Assert.Equal(row < rank ? sign[row] * origin[row] : 0, actual[row, 3], 1e-10);
        }
    }
}
