using Pipeline.Imaging.Formats.Gzip;

namespace Pipeline.Imaging.Formats;

/// <summary>
/// A file opened for sequential reading, unpacked if its first bytes are gzip's (whatever its name says), with the position
/// and an upper bound for what it can still hold.
/// </summary>
internal sealed class ImageSource : IDisposable
{
    /// <summary>Deflate cannot pack more than 1032 bytes into one (258-byte matches of two bits each; zlib's technical notes).</summary>
    private const long MaxDeflateRatio = 1032;

    private readonly FileStream _file;
    private readonly Stream _stream;

    private ImageSource(FileStream file, Stream stream) => (_file, _stream) = (file, stream);

    public bool Compressed => _stream != _file;

    public long FileBytes => _file.Length;

    /// <summary>Bytes handed out so far, after unpacking.</summary>
    public long Position { get; private set; }

    /// <summary>The most bytes that the unpacked file can have; exact for a plain one.</summary>
    public long MaxLength => Compressed ? FileBytes * MaxDeflateRatio : FileBytes;

    public static ImageSource Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 13, FileOptions.SequentialScan);
        try
        {
            if (!file.CanSeek)
                throw new InvalidDataException("found a pipe or device, expected a file; copy it to a file first.");
            Span<byte> magic = stackalloc byte[2];
            var count = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
            file.Position = 0;
            var gzip = count == 2 && magic is [0x1F, 0x8B];
            return new ImageSource(file, gzip ? new GzipReadStream(file) : file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Fills the buffer as far as the file goes and returns how much that was.</summary>
    public int Read(Span<byte> buffer)
    {
        var count = _stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        Position += count;
        return count;
    }

    /// <summary>Moves on by the given number of bytes; false when the file ends before.</summary>
    public bool Skip(long bytes)
    {
        var buffer = new byte[(int)Math.Min(bytes, 1 << 14)];
        while (bytes > 0)
        {
            var count = Read(buffer.AsSpan(0, (int)Math.Min(bytes, buffer.Length)));
            if (count == 0)
                return false;
            bytes -= count;
        }
        return true;
    }

    /// <summary>Reads to the end, so that checksums are verified; false when more than the given number of bytes is left.</summary>
    public bool Drain(long maxBytes)
    {
        var buffer = new byte[1 << 14];
        int count;
        while ((count = Read(buffer)) > 0)
        {
            maxBytes -= count;
            if (maxBytes < 0)
                return false;
        }
        return true;
    }

    public void Dispose()
    {
        _stream.Dispose();
        _file.Dispose();
    }
}
