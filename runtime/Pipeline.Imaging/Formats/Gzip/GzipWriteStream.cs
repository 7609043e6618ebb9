using System.Buffers.Binary;
using System.IO.Compression;

namespace Pipeline.Imaging.Formats.Gzip;

/// <summary>
/// Writes one gzip member (RFC 1952) without time, name or system: equal bytes in, equal bytes out. The trailer is written
/// on disposal; the target stays open.
/// </summary>
internal sealed class GzipWriteStream(Stream target) : Stream
{
    private readonly DeflateStream _deflate = Begin(target);
    private uint _crc;
    private uint _length;
    private bool _started;
    private bool _closed;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => !_closed;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        _started |= buffer.Length > 0;
        _crc = Crc32.Append(_crc, buffer);
        _length = unchecked(_length + (uint)buffer.Length);
        _deflate.Write(buffer);
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush() => _deflate.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_closed)
        {
            _closed = true;
            _deflate.Dispose();
            if (!_started)
                target.Write([3, 0]); // the empty stream, which DeflateStream leaves out
            Span<byte> trailer = stackalloc byte[8];
            BinaryPrimitives.WriteUInt32LittleEndian(trailer, _crc);
            BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], _length);
            target.Write(trailer);
        }
        base.Dispose(disposing);
    }

    private static DeflateStream Begin(Stream target)
    {
        // Magic, deflate, no flags, time 0, no hint, system "unknown".
        target.Write([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]);
        return new DeflateStream(target, CompressionLevel.Optimal, leaveOpen: true);
    }
}
