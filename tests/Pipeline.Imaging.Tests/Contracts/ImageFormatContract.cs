using FsCheck;
using FsCheck.Fluent;
using Pipeline.Imaging.Tests.Fixtures;

namespace Pipeline.Imaging.Tests.Contracts;

/// <summary>What every image format promises. A new format adds one class that names its ending and knows how to forge a file.</summary>
public abstract class ImageFormatContract : IDisposable
{
    private const long MaxAllocatedBytes = 4 << 20;

    private readonly TempFolder _folder = new();

    /// <summary>With the dot.</summary>
    protected abstract string Ending { get; }

    /// <summary>Whether voxels are compressed in files of this ending.</summary>
    protected abstract bool Compressed { get; }

    private string Target => _folder.File("volume" + Ending);

    /// <summary>Writes a file, without the code under test, that announces so many int16 voxels and holds the given bytes as voxels.</summary>
    protected abstract void Forge(string path, Size3 announced, byte[] voxels, bool bigEndian);

    /// <summary>The file that holds the voxels of an image: itself, or one beside it.</summary>
    protected virtual string VoxelFile(string path) => path;

    [Fact]
    public void Images_come_back_bit_for_bit() =>
        Prop.ForAll(Samples.Images(), image =>
        {
            ImageFile.Write(Target, image);
            var read = ImageFile.Read(Target);
            Assert.Equal(image.Size, read.Size);
            Assert.Equal(Canonical(image.Voxels), Canonical(read.Voxels));
            Assert.True(image.Geometry.SameGrid(image.Size, read.Geometry, read.Size, toleranceMm: 1e-4));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Label_maps_come_back_as_they_were() =>
        Prop.ForAll(Samples.LabelMaps(highest: ushort.MaxValue), labels =>
        {
            ImageFile.WriteLabels(Target, labels);
            var read = ImageFile.ReadLabels(Target);
            Assert.Equal(labels.Size, read.Size);
            Assert.Equal(labels.Voxels, read.Voxels);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, "uint8")]
    [InlineData(255, "uint8")]
    [InlineData(256, "uint16")]
    [InlineData(65535, "uint16")]
    public void Label_maps_take_the_smallest_type_that_holds_them(int highest, string type)
    {
        var labels = new Volume<ushort>(new Size3(2, 1, 1), Samples.Oblique, [0, (ushort)highest]);
        ImageFile.WriteLabels(Target, labels);
        Assert.Equal(type, ImageFile.ReadHeader(Target).DataType);
        Assert.Equal(labels.Voxels, ImageFile.ReadLabels(Target).Voxels);
    }

    [Fact]
    public void Geometry_survives_any_number_of_copies()
    {
        ImageFile.Write(Target, Sample());
        var first = ImageFile.Read(Target);
        ImageFile.WriteLabels(_folder.File("labels" + Ending), first.With(new ushort[first.Voxels.Length]));
        var second = ImageFile.ReadLabels(_folder.File("labels" + Ending));
        Assert.Equal(first.Geometry, second.Geometry);
        Assert.Equal(first.Geometry.Source, second.Geometry.Source);
        Assert.Equal(Samples.Oblique.Orientation, second.Geometry.Orientation);
    }

    [Fact]
    public void Equal_volumes_give_equal_files()
    {
        var again = Directory.CreateDirectory(_folder.File("again")).FullName;
        ImageFile.Write(Target, Sample());
        ImageFile.Write(System.IO.Path.Combine(again, "volume" + Ending), Sample());
        foreach (var file in Directory.GetFiles(again))
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(_folder.File(System.IO.Path.GetFileName(file))));
    }

    [Fact]
    public void The_header_tells_size_type_and_geometry()
    {
        ImageFile.Write(Target, Sample());
        var header = ImageFile.ReadHeader(Target);
        Assert.Equal(new Size3(4, 3, 2), header.Size);
        Assert.Equal([4L, 3, 2], header.Dimensions);
        Assert.Equal("float32", header.DataType);
        Assert.Equal(1, header.Volumes);
        Assert.Equal(ImageFile.Read(Target).Geometry, header.Geometry);
    }

    [Theory]
    [InlineData(2.5f, "2.5")]
    [InlineData(-1f, "-1")]
    [InlineData(65536f, "65536")]
    [InlineData(float.NaN, "NaN")]
    public void Refuses_to_take_an_image_for_a_label_map_and_names_the_value(float value, string text)
    {
        var image = Sample();
        Array.Fill(image.Voxels, 1);
        image[1, 2, 1] = value;
        ImageFile.Write(Target, image);
        var error = Assert.Throws<ImageFormatException>(() => ImageFile.ReadLabels(Target));
        Assert.Contains($"found the value {text} at voxel (1,2,1), expected whole numbers from 0 to 65535", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_whole_numbers_as_labels_whatever_type_stores_them()
    {
        ImageFile.Write(Target, Sample());
        Assert.Equal(Array.ConvertAll(Sample().Voxels, v => (ushort)v), ImageFile.ReadLabels(Target).Voxels);
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        var cut = _folder.File("cut" + Ending);
        ImageFile.Write(cut, Sample());
        var whole = File.ReadAllBytes(VoxelFile(cut));
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(VoxelFile(cut), whole[..length]);
            var error = Assert.Throws<ImageFormatException>(() => ImageFile.Read(cut));
            AssertOneLineAbout(cut, error);
        }
    }

    [Theory]
    [InlineData(false, 256f, 512f)]
    [InlineData(true, 1f, 2f)]
    public void Reads_both_byte_orders(bool bigEndian, float first, float second)
    {
        Forge(Target, new Size3(2, 1, 1), [0, 1, 0, 2], bigEndian);
        Assert.Equal(bigEndian, ImageFile.ReadHeader(Target).BigEndian);
        Assert.Equal([first, second], ImageFile.Read(Target).Voxels);
    }

    [Fact]
    public void A_size_that_the_file_cannot_hold_is_refused_before_memory_is_taken()
    {
        Forge(Target, new Size3(3000, 3000, 1000), new byte[25], bigEndian: false);
        AssertRefusedCheaply(ImageLimits.Default, "3000×3000×1000 of int16 needs 18.0 GB");
    }

    [Fact]
    public void A_bomb_is_stopped_by_the_limit_before_it_is_unpacked()
    {
        Forge(Target, new Size3(2000, 2000, 1), new byte[8_000_000], bigEndian: false);
        AssertRefusedCheaply(new ImageLimits { MaxBytes = 10_000_000 }, "2000×2000×1 voxels need 16.0 MB of memory, the limit is 10.0 MB; raise ImageLimits.MaxBytes");
    }

    [Fact]
    public void What_follows_the_last_voxel_is_not_unpacked_beyond_the_limit()
    {
        Forge(Target, new Size3(2, 1, 1), new byte[8_000_000], bigEndian: false);
        var limits = new ImageLimits { MaxTrailingBytes = 1000 };
        if (Compressed)
            AssertRefusedCheaply(limits, "more than 1.0 kB follow the last voxel of 2×1×1");
        else
            Assert.Equal([0f, 0f], ImageFile.Read(Target, limits).Voxels);
    }

    [Fact]
    public void Any_bytes_give_a_volume_or_an_ImageFormatException() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => ReadsOrRefuses(bytes)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_damaged_file_gives_a_volume_or_an_ImageFormatException()
    {
        ImageFile.Write(Target, Sample());
        var whole = File.ReadAllBytes(Target);
        var damage = from at in Gen.Choose(0, whole.Length - 1) from value in Gen.Choose(0, 255) select (at, (byte)value);
        Prop.ForAll(Gen.NonEmptyListOf(damage).ToArbitrary(), changes =>
        {
            var bytes = (byte[])whole.Clone();
            foreach (var (at, value) in changes.Take(8))
                bytes[at] = value;
            ReadsOrRefuses(bytes);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Names_the_limit_and_how_to_raise_it()
    {
        ImageFile.Write(Target, Sample());
        var error = Assert.Throws<ImageFormatException>(() => ImageFile.Read(Target, new ImageLimits { MaxBytes = 95 }));
        Assert.Contains("4×3×2 voxels need 96 bytes of memory, the limit is 95 bytes; raise ImageLimits.MaxBytes", error.Message, StringComparison.Ordinal);
        Assert.Equal(24, ImageFile.Read(Target, new ImageLimits { MaxBytes = 96 }).Voxels.Length);
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_one_clear_line()
    {
        var missing = _folder.File("nowhere" + Ending);
        AssertOneLineAbout(missing, Assert.Throws<ImageFormatException>(() => ImageFile.Read(missing)), "no such file");
        Directory.CreateDirectory(_folder.File("folder" + Ending));
        var folder = _folder.File("folder" + Ending);
        AssertOneLineAbout(folder, Assert.Throws<ImageFormatException>(() => ImageFile.ReadHeader(folder)), "found a folder, expected a file");
    }

    [Fact]
    public void Knows_its_ending_in_any_case()
    {
        Assert.True(ImageFile.IsImage("a/scan" + Ending));
        Assert.True(ImageFile.IsImage("A/SCAN" + Ending.ToUpperInvariant()));
        Assert.Equal("a.b/scan", ImageFile.StripExtension("a.b/scan" + Ending));
    }

    [Fact]
    public void Writing_into_a_missing_folder_fails_and_leaves_nothing()
    {
        Assert.ThrowsAny<IOException>(() => ImageFile.Write(System.IO.Path.Combine(_folder.Path, "none", "volume" + Ending), Sample()));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    public void Dispose() => _folder.Dispose();

    private void ReadsOrRefuses(byte[] bytes)
    {
        var path = _folder.Write("any" + Ending, bytes);
        Action[] reads = [() => ImageFile.ReadHeader(path), () => ImageFile.Read(path), () => ImageFile.ReadLabels(path)];
        foreach (var read in reads)
        {
            if (Record.Exception(read) is { } error)
                AssertOneLineAbout(path, Assert.IsType<ImageFormatException>(error));
        }
    }

    private void AssertRefusedCheaply(ImageLimits limits, string part)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<ImageFormatException>(() => ImageFile.Read(Target, limits));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxAllocatedBytes);
        AssertOneLineAbout(Target, error, part);
    }

    private static void AssertOneLineAbout(string path, ImageFormatException error, string part = "")
    {
        Assert.Equal(path, error.Path);
        Assert.StartsWith(path + ": ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }

    private static Volume<float> Sample()
    {
        var size = new Size3(4, 3, 2);
        return new Volume<float>(size, Samples.Oblique, [.. Enumerable.Range(0, (int)size.Count).Select(i => (float)(i * i % 97))]);
    }

    // One NaN is like another: values pass through double precision, which may set a NaN's quiet bit.
    private static int[] Canonical(float[] values) => Array.ConvertAll(values, v => float.IsNaN(v) ? 0x7FC00000 : BitConverter.SingleToInt32Bits(v));
}
