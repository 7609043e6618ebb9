using System.Buffers.Binary;
using System.IO.Compression;

namespace Pipeline.Imaging.Formats.Zlib;

/// <summary>
/// Reads zlib (RFC 1950) strictly from a stated number of bytes: header, and at the end the checksum in the last four of them. Damage
/// is an <see cref="InvalidDataException"/> whose message is fit for the user. The base library's ZLibStream takes a cut stream for its end.
/// </summary>
internal sealed class ZlibReadStream : ForwardStream
{
    private const int HeaderBytes = 2;
    private const int TrailerBytes = 4;

    private readonly DeflateStream _deflate;
    private readonly uint _expected;
    private uint _adler = 1;
    private long _length;
    private bool _ended;

    /// <summary>The file stands at the first of <paramref name="storedBytes"/> bytes; it is not closed.</summary>
    public ZlibReadStream(FileStream file, long storedBytes)
    {
        if (storedBytes < HeaderBytes + TrailerBytes + 2)
            throw new InvalidDataException($"the compressed voxels have {storedBytes} bytes, too few for zlib data; truncated, fetch the file again.");
        var start = file.Position;
        Span<byte> bytes = stackalloc byte[TrailerBytes];
        file.Position = start + storedBytes - TrailerBytes;
        file.ReadExactly(bytes);
        _expected = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        file.Position = start;
        file.ReadExactly(bytes[..HeaderBytes]);
        // Method deflate, window up to 32 kB, no preset dictionary, and a check over both bytes.
        if ((bytes[0] & 0x0F) != 8 || bytes[0] >> 4 > 7 || (bytes[1] & 0x20) != 0 || ((bytes[0] << 8) | bytes[1]) % 31 != 0)
            throw new InvalidDataException($"found {Convert.ToHexString(bytes[..HeaderBytes])} at byte {start}, expected a zlib header such as 789C; the compressed voxels are damaged or not zlib.");
        _deflate = new DeflateStream(new Part(file, storedBytes - HeaderBytes - TrailerBytes), CompressionMode.Decompress);
    }

    public override int Read(Span<byte> buffer)
    {
        if (_ended || buffer.Length == 0)
            return 0;
        var count = Inflate(buffer);
        _adler = Adler32.Append(_adler, buffer[..count]);
        _length += count;
        _ended = count == 0;
        if (_ended && _adler != _expected)
            throw new InvalidDataException($"the zlib checksum is {_expected:x8}, the {_length} unpacked bytes give {_adler:x8}; the file is cut short or damaged, fetch it again.");
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _deflate.Dispose();
        base.Dispose(disposing);
    }

    private int Inflate(Span<byte> buffer)
    {
        try
        {
            return _deflate.Read(buffer);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException($"the zlib data are damaged or cut short (after {_length} unpacked bytes); fetch the file again.", e);
        }
    }

    /// <summary>The next bytes of a file, up to a number of them.</summary>
    private sealed class Part(FileStream file, long left) : ForwardStream
    {
        private long _left = left;

        public override int Read(Span<byte> buffer)
        {
            var count = file.Read(buffer[..(int)Math.Min(buffer.Length, _left)]);
            _left -= count;
            return count;
        }
    }
}
