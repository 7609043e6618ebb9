using System.Diagnostics;
using Pipeline.Imaging.Tests.Fixtures;

namespace Pipeline.Imaging.Tests.Hostile;

public sealed class HostileNiftiTests : IDisposable
{
    private const long MaxAllocatedBytes = 4 << 20;

    private readonly TempFolder _folder = new();

    public static TheoryData<string> Refused() => [.. NiftiAttacks.All.Where(a => a.Message.Length > 0).Select(a => a.ToString())];

    public static TheoryData<string> Accepted() => [.. NiftiAttacks.All.Where(a => a.Message.Length == 0).Select(a => a.ToString())];

    [Theory]
    [MemberData(nameof(Refused))]
    public void Is_refused_in_one_line_without_allocating_what_the_file_promises(string attack)
    {
        var (_, _, file, message) = Find(attack);
        AssertRefused(_folder.Write("attack.nii", file), message);
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Is_odd_but_right_and_read(string attack)
    {
        var volume = ImageFile.Read(_folder.Write("odd.nii", Find(attack).File));
        Assert.Equal(volume.Size.Count, volume.Voxels.Length);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Is_refused_when_compressed_too(string attack) =>
        AssertRefused(_folder.Write("attack.nii.gz", NiftiBytes.Gzip(Find(attack).File)));

    [Fact]
    public void N9_to_N24_odd_files_have_the_values_that_they_say()
    {
        float[] Read(string id) => ImageFile.Read(_folder.Write("odd.nii", NiftiAttacks.All.Single(a => a.Id == id).File)).Voxels;
        float[] counting = [.. Enumerable.Range(0, 12).Select(i => (float)i)];
        Assert.Equal(counting, Read("N9"));
        Assert.All(Read("N15"), v => Assert.True(float.IsNaN(v)));
        Assert.Equal([0f], Read("N16"));
        Assert.Equal(counting, Read("N16b"));
        Assert.Equal(counting, Read("N22"));
        Assert.Equal(counting, Read("N23"));
        Assert.Equal(counting, Read("N24"));
    }

    [Fact]
    public void N14_a_million_components_are_counted_and_thinned_in_linear_time()
    {
        var size = new Size3(200, 200, 200);
        var labels = new Volume<ushort>(size, Geometry.FromSpacing(1, 1, 1), new ushort[size.Count]);
        for (var z = 0; z < size.Z; z += 2)
        {
            for (var y = 0; y < size.Y; y += 2)
            {
                for (var x = 0; x < size.X; x += 2)
                    labels[x, y, z] = 1;
            }
        }
        var clock = Stopwatch.StartNew();
        ConnectedComponents.Label(labels, out var count);
        Assert.Equal(1_000_000, count);
        ConnectedComponents.KeepLargest(labels, [1]);
        Assert.Equal(0, labels.Voxels.AsSpan().IndexOf((ushort)1));
        Assert.Equal(-1, labels.Voxels.AsSpan(1).IndexOf((ushort)1));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"took {clock.Elapsed}");
    }

    [Fact]
    public void G6_a_bomb_of_zeros_is_stopped_by_the_limit_before_it_is_unpacked()
    {
        // 1.5 GB of voxels in 1.5 MB; a limit of 1 GB is what the caller set.
        var file = new NiftiBytes().Int16(NiftiBytes.Dim, 3, 1000, 1000, 750).WithVoxels(new byte[1 << 20]).ToGzip();
        var bomb = _folder.Write("bomb.nii.gz", [.. file, .. new byte[2_000_000 - file.Length]]);
        var error = Assert.Throws<ImageFormatException>(() => ImageFile.Read(bomb, new ImageLimits { MaxBytes = 1_000_000_000 }));
        Assert.Contains("1000×1000×750 voxels need 3.0 GB of memory, the limit is 1.0 GB", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void G6_more_than_deflate_can_pack_is_refused_by_the_size_of_the_compressed_file()
    {
        var path = _folder.Write("forged.nii.gz", new NiftiBytes().Int16(NiftiBytes.Dim, 3, 1000, 1000, 100).ToGzip());
        AssertRefused(path, "dim = 1000×1000×100 of int16 needs 200.0 MB, the compressed file can hold at most");
    }

    [Fact]
    public void G6_gigabytes_after_the_voxels_are_not_unpacked()
    {
        var file = new NiftiBytes();
        file.Voxels = [.. file.Voxels, .. new byte[20 << 20]];
        AssertRefused(_folder.Write("tail.nii.gz", file.ToGzip()), "more than 16.8 MB follow the last voxel of 3×2×2");
    }

    [Fact]
    public void G6_joined_members_are_one_file()
    {
        var whole = new NiftiBytes().ToArray();
        var path = _folder.Write("joined.nii.gz", [.. NiftiBytes.Gzip(whole[..100]), .. NiftiBytes.Gzip(whole[100..360]), .. NiftiBytes.Gzip(whole[360..])]);
        Assert.Equal(11, ImageFile.Read(path)[2, 1, 1]);
    }

    [Theory]
    [InlineData(0, "bytes that are not gzip follow the compressed data")]
    [InlineData(8, "the gzip CRC-32 is")]
    [InlineData(4, "the gzip length field is")]
    public void G6_damage_behind_the_last_voxel_is_seen(int fromEnd, string message)
    {
        var file = new NiftiBytes().ToGzip();
        if (fromEnd == 0)
            file = [.. file, .. "garbage"u8];
        else
            file[^fromEnd] ^= 0x40;
        AssertRefused(_folder.Write("damaged.nii.gz", file), message);
    }

    public void Dispose() => _folder.Dispose();

    private static Attack Find(string attack) => NiftiAttacks.All.Single(a => a.ToString() == attack);

    private static void AssertRefused(string path, params string[] message)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<ImageFormatException>(() => ImageFile.Read(path));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxAllocatedBytes);
        Assert.StartsWith(path + ": ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.All(message, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
    }
}
