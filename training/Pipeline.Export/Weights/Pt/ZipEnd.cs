using static Pipeline.Export.Zip;

namespace Pipeline.Export;

/// <summary>Where the directory of a zip is: bytes [Begin, Begin + Bytes), inside the file, with Count entries.</summary>
internal readonly record struct ZipEnd(long Begin, int Bytes, ulong Count)
{
    private const int MaxCommentBytes = ushort.MaxValue, MaxDirectoryBytes = 16 << 20;

    /// <summary>Finds the end of the directory, the last 22 bytes before a comment, and the one with 64-bit numbers where there is one.</summary>
    /// <param name="stream">Seekable, the archive from 0 to the end.</param>
    /// <param name="file">For messages.</param>
    public static ZipEnd Find(Stream stream, string file)
    {
        byte[] tail = new byte[Math.Min(stream.Length, LocatorBytes + EndBytes + MaxCommentBytes)];
        stream.Position = stream.Length - tail.Length;
        stream.ReadExactly(tail);
        int at = tail.Length - EndBytes;
        while (at >= 0 && U32(tail.AsSpan(at)) != EndSignature)
        {
            at--;
        }
        if (at < 0)
        {
            throw NoZip(stream, file);
        }
        ReadOnlySpan<byte> end = tail.AsSpan(at, EndBytes);
        (ulong count, ulong bytes, ulong begin) = (U16(end[10..]), U32(end[12..]), U32(end[16..]));
        ulong limit = (ulong)(stream.Length - tail.Length + at);
        if (at >= LocatorBytes && U32(tail.AsSpan(at - LocatorBytes)) == LocatorSignature)
        {
            (count, bytes, begin) = Wide(stream, U64(tail.AsSpan(at - LocatorBytes + 8)), limit, file);
        }
        if (bytes > MaxDirectoryBytes)
        {
            throw new WeightsException(file, $"the zip's directory has {bytes} bytes; at most {MaxDirectoryBytes} are read.");
        }
        return begin <= limit && bytes <= limit - begin
            ? new ZipEnd((long)begin, (int)bytes, count)
            : throw new WeightsException(file, $"the zip's directory is said to be {bytes} bytes at {begin}, outside the file; the file is damaged.");
    }

    private static (ulong Count, ulong Bytes, ulong Begin) Wide(Stream stream, ulong place, ulong limit, string file)
    {
        Span<byte> end = stackalloc byte[End64Bytes];
        if (limit >= End64Bytes && place <= limit - End64Bytes)
        {
            stream.Position = (long)place;
            stream.ReadExactly(end);
        }
        return U32(end) == End64Signature
            ? (U64(end[32..]), U64(end[40..]), U64(end[48..]))
            : throw new WeightsException(file, $"the zip's 64-bit end is not at {place}, where it is said to be; the file is damaged.");
    }

    private static WeightsException NoZip(Stream stream, string file)
    {
        Span<byte> head = stackalloc byte[4];
        stream.Position = 0;
        _ = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        string message = (head[0], U32(head)) switch
        {
            (_, LocalSignature) => "the end of the zip is missing: the file is truncated; copy it again.",
            (0x80, _) => "is a bare pickle, as torch.save wrote before PyTorch 1.6; expected a zip. Load it in Python and save it again: torch.save(torch.load(f), f).",
            _ => "is no zip; expected a file written by torch.save.",
        };
        return new WeightsException(file, message);
    }
}
