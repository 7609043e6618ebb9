using Pipeline.Imaging.Formats;

namespace Pipeline.Imaging.Tests.Formats;

public sealed class Crc32Tests
{
    /// <summary>The check value that catalogues of CRCs list for this polynomial, and the trailer of every PNG.</summary>
    [Fact]
    public void Gives_the_published_check_values()
    {
        Assert.Equal(0xCBF43926u, Crc32.Append(0, "123456789"u8));
        Assert.Equal(0xAE426082u, Crc32.Append(0, "IEND"u8));
        Assert.Equal(0u, Crc32.Append(0, []));
    }

    [Fact]
    public void Can_be_continued_anywhere()
    {
        var bytes = Enumerable.Range(0, 100).Select(i => (byte)(i * 7)).ToArray();
        var whole = Crc32.Append(0, bytes);
        for (var cut = 0; cut <= bytes.Length; cut++)
            Assert.Equal(whole, Crc32.Append(Crc32.Append(0, bytes.AsSpan(0, cut)), bytes.AsSpan(cut)));
    }
}
