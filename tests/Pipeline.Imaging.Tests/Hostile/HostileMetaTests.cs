using Pipeline.Imaging.Tests.Fixtures;

namespace Pipeline.Imaging.Tests.Hostile;

public sealed class HostileMetaTests : IDisposable
{
    private const long MaxAllocatedBytes = 4 << 20;

    private readonly TempFolder _folder = new();

    public static TheoryData<string> Refused() => [.. MetaAttacks.All.Where(a => a.Message.Length > 0).Select(a => a.ToString())];

    public static TheoryData<string> Accepted() => [.. MetaAttacks.All.Where(a => a.Message.Length == 0).Select(a => a.ToString())];

    [Theory]
    [MemberData(nameof(Refused))]
    public void Is_refused_in_one_line_without_allocating_what_the_file_promises(string attack)
    {
        var (_, _, file, message) = Find(attack);
        foreach (var ending in new[] { ".mha", ".mhd" })
        {
            var path = _folder.Write("attack" + ending, file);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var error = Assert.Throws<ImageFormatException>(() => ImageFile.Read(path));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MaxAllocatedBytes);
            Assert.StartsWith(path + ": ", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error.Message);
            Assert.All(message, part => Assert.Contains(part, error.Message, StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Accepted))]
    public void Is_odd_but_right_and_read(string attack) =>
        Assert.Equal(Enumerable.Range(0, 12).Select(i => (float)i), ImageFile.Read(_folder.Write("odd.mha", Find(attack).File)).Voxels);

    [Fact]
    public void HeaderSize_beyond_the_end_of_the_voxels_is_refused()
    {
        var file = new MetaText().With("ElementDataFile", "v.raw").With("HeaderSize", "1000");
        _folder.Write("v.raw", file.Voxels);
        var error = Assert.Throws<ImageFormatException>(() => ImageFile.Read(_folder.Write("v.mhd", file.Header())));
        Assert.Contains("from byte 1000 of v.raw, it has 0 bytes there", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static Attack Find(string attack) => MetaAttacks.All.Single(a => a.ToString() == attack);
}
