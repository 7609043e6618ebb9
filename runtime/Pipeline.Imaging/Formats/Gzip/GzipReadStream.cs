using System.Buffers.Binary;
using System.IO.Compression;

namespace Pipeline.Imaging.Formats.Gzip;

/// <summary>
/// Reads gzip strictly: every member's CRC-32 and length are checked, and after the last one only zero padding may follow.
/// Damage is an <see cref="InvalidDataException"/> whose message is fit for the user. The base library's GZipStream accepts
/// a cut trailer and ignores what follows, which is why the framing is done here and only the inflating left to it.
/// </summary>
/// <remarks>
/// DeflateStream reads ahead and does not say where the compressed data ended. It asks for input only while it needs some,
/// so they end in the last block it was given; there the eight bytes of the trailer, which are known by then, are looked for.
/// </remarks>
internal sealed class GzipReadStream : ForwardStream
{
    private const int MaxNameBytes = 1 << 16;

    private readonly Stream _file;
    private readonly BlockRecorder _blocks;
    private DeflateStream _deflate;
    private uint _crc;
    private long _length;
    private bool _ended;

    /// <summary>The file must be seekable and stand at the start of a member; it is not closed.</summary>
    public GzipReadStream(Stream file)
    {
        _file = file;
        _blocks = new BlockRecorder(file);
        _deflate = BeginMember();
    }

    public override int Read(Span<byte> buffer)
    {
        while (!_ended && buffer.Length > 0)
        {
            var count = Inflate(buffer);
            if (count > 0)
            {
                _crc = Crc32.Append(_crc, buffer[..count]);
                _length += count;
                return count;
            }
            EndMember();
        }
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _deflate.Dispose();
            _blocks.Dispose();
        }
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
            throw new InvalidDataException(
                $"the gzip data are damaged or cut short near byte {_blocks.LastStart} of {_file.Length} (after {_length} uncompressed bytes); fetch the file again.", e);
        }
    }

    private void EndMember()
    {
        Span<byte> trailer = stackalloc byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(trailer, _crc);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], unchecked((uint)_length));

        var tail = new byte[(int)Math.Min(_blocks.LastCount + 8, _file.Length - _blocks.LastStart)];
        _file.Position = _blocks.LastStart;
        _file.ReadExactly(tail);
        var at = tail.AsSpan().IndexOf(trailer);
        if (at < 0)
            throw new InvalidDataException(DescribeTrailer());
        _file.Position = _blocks.LastStart + at + 8;
        BeginNextOrEnd();
    }

    private string DescribeTrailer()
    {
        // The smallest member has 10 bytes of header, 2 of data and this; what is shorter reads the wrong bytes and says "cut".
        Span<byte> stored = stackalloc byte[8];
        _file.Position = _file.Length - 8;
        _file.ReadExactly(stored);
        var crc = BinaryPrimitives.ReadUInt32LittleEndian(stored);
        var length = BinaryPrimitives.ReadUInt32LittleEndian(stored[4..]);
        if (length == unchecked((uint)_length))
            return $"the gzip CRC-32 is {crc:x8}, the data give {_crc:x8}; the file is damaged, fetch it again.";
        if (crc == _crc)
            return $"the gzip length field is {length}, the data have {_length} bytes; the file is damaged, fetch it again.";
        return $"the gzip stream is cut short after {_length} uncompressed bytes, or its end is damaged; fetch the file again.";
    }

    private void BeginNextOrEnd()
    {
        var buffer = new byte[1 << 14];
        var left = _file.Length - _file.Position;
        int count;
        while ((count = _file.Read(buffer)) > 0)
        {
            var first = buffer.AsSpan(0, count).IndexOfAnyExcept((byte)0);
            if (first < 0)
                continue;
            _file.Position += first - count;
            if (buffer[first] != 0x1F)
                throw new InvalidDataException($"{left} bytes that are not gzip follow the compressed data, expected the end of the file; it was joined with something else or is damaged.");
            _deflate.Dispose();
            _deflate = BeginMember();
            return;
        }
        _ended = true;
    }

    private DeflateStream BeginMember()
    {
        var start = _file.Position;
        Span<byte> h = stackalloc byte[10];
        if (_file.ReadAtLeast(h, 10, throwOnEndOfStream: false) < 10)
            throw new InvalidDataException($"the gzip header at byte {start} is cut short; fetch the file again.");
        if (h[0] != 0x1F || h[1] != 0x8B || h[2] != 8 || (h[3] & 0xE0) != 0)
            throw new InvalidDataException($"found {Convert.ToHexString(h[..4])} at byte {start}, expected a gzip header (1F8B08 and known flags); the file is damaged or not gzip.");
        if ((h[3] & 4) != 0)
            Skip(NextByte() | (NextByte() << 8));
        if ((h[3] & 8) != 0)
            SkipName();
        if ((h[3] & 16) != 0)
            SkipName();
        if ((h[3] & 2) != 0)
            Skip(2);
        (_crc, _length) = (0, 0);
        _blocks.Reset();
        return new DeflateStream(_blocks, CompressionMode.Decompress, leaveOpen: true);
    }

    private void SkipName()
    {
        for (var i = 0; i < MaxNameBytes; i++)
        {
            if (NextByte() == 0)
                return;
        }
        throw new InvalidDataException($"a name in the gzip header is longer than {MaxNameBytes} bytes; the file is damaged.");
    }

    private void Skip(int bytes)
    {
        for (var i = 0; i < bytes; i++)
            NextByte();
    }

    private int NextByte()
    {
        var b = _file.ReadByte();
        return b >= 0 ? b : throw new InvalidDataException("the gzip header is cut short; fetch the file again.");
    }

    /// <summary>Passes reads on and remembers where in the file the last one began and how much it gave.</summary>
    private sealed class BlockRecorder(Stream file) : ForwardStream
    {
        public long LastStart { get; private set; }

        public int LastCount { get; private set; }

        public void Reset() => (LastStart, LastCount) = (file.Position, 0);

        public override int Read(Span<byte> buffer)
        {
            var start = file.Position;
            var count = file.Read(buffer);
            if (count > 0)
                (LastStart, LastCount) = (start, count);
            return count;
        }
    }
}
