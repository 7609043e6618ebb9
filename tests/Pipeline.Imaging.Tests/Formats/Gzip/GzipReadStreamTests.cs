using FsCheck;
using FsCheck.Fluent;
using Pipeline.Imaging.Formats.Gzip;
using Pipeline.Imaging.Tests.Fixtures;

namespace Pipeline.Imaging.Tests.Formats.Gzip;

public sealed class GzipReadStreamTests
{
    [Fact]
    public void Reads_what_it_wrote_and_what_the_base_library_wrote() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), content =>
        {
            Assert.Equal(content, Unpack(Pack(content)));
            // The base library writes no member at all for no bytes.
            if (content.Length > 0)
                Assert.Equal(content, Unpack(NiftiBytes.Gzip(content)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Members_of_any_size_follow_one_another()
    {
        var content = Noise(100_000);
        byte[] joined = [];
        for (int at = 0, size = 0; at < content.Length; at += size)
        {
            size = Math.Min(1 + (at / 2), content.Length - at);
            joined = [.. joined, .. Pack(content[at..(at + size)]), .. Pack([])];
        }
        Assert.Equal(content, Unpack(joined));
    }

    [Fact]
    public void Optional_header_fields_are_skipped()
    {
        var packed = Pack([1, 2, 3]);
        packed[3] = 4 | 8 | 16 | 2;
        byte[] fields = [2, 0, 9, 9, .. "name\0comment\0"u8, 7, 7];
        Assert.Equal([1, 2, 3], Unpack([.. packed[..10], .. fields, .. packed[10..]]));
    }

    [Fact]
    public void Zeros_may_fill_the_last_block() => Assert.Equal([1, 2, 3], Unpack([.. Pack([1, 2, 3]), .. new byte[100_000]]));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(50_000)]
    public void Anything_else_after_the_last_member_is_refused(int bytes)
    {
        byte[] file = [.. Pack(Noise(20_000)), .. Enumerable.Repeat((byte)'x', bytes)];
        var error = Assert.Throws<InvalidDataException>(() => Unpack(file));
        Assert.StartsWith($"{bytes} bytes that are not gzip follow", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, "the gzip CRC-32 is ")]
    [InlineData(4, "the gzip length field is ")]
    public void A_wrong_trailer_is_refused(int fromEnd, string message)
    {
        var file = Pack(Noise(20_000));
        file[^fromEnd] ^= 1;
        var error = Assert.Throws<InvalidDataException>(() => Unpack(file));
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_cut_is_refused_and_a_flipped_bit_never_changes_the_content()
    {
        var content = Noise(200);
        var file = Pack(content);
        var refused = 0;
        for (var i = 0; i < file.Length; i++)
        {
            Assert.Throws<InvalidDataException>(() => Unpack(file[..i]));
            var damaged = (byte[])file.Clone();
            damaged[i] ^= 0x10;
            if (Record.Exception(() => Assert.Equal(content, Unpack(damaged))) is { } error)
            {
                Assert.IsType<InvalidDataException>(error);
                refused++;
            }
        }
        // Time, hint and system mean nothing for the content; a few bits of padding neither.
        Assert.InRange(refused, file.Length - 9, file.Length - 6);
    }

    internal static byte[] Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GzipWriteStream(packed))
            gzip.Write(content);
        return packed.ToArray();
    }

    internal static byte[] Noise(int count)
    {
        var content = new byte[count];
        new Random(1).NextBytes(content);
        return content;
    }

    private static byte[] Unpack(byte[] packed)
    {
        using var gzip = new GzipReadStream(new MemoryStream(packed));
        using var content = new MemoryStream();
        gzip.CopyTo(content);
        return content.ToArray();
    }
}
