using Pipeline.Imaging.Formats.Gzip;
using Pipeline.Imaging.Formats.Zlib;

namespace Pipeline.Imaging.Formats;

/// <summary>
/// A file opened for sequential reading, unpacked if it is compressed (gzip is told by its first bytes, whatever the name says),
/// with the position and an upper bound for what it can still hold.
/// </summary>
internal sealed class ImageSource : IDisposable
{
    /// <summary>Deflate cannot pack more than 1032 bytes into one (258-byte matches of two bits each; zlib's technical notes).</summary>
    private const long MaxDeflateRatio = 1032;

    private readonly FileStream _file;
    private readonly Stream _stream;

    private ImageSource(FileStream file, Stream stream, long storedBytes)
    {
        (_file, _stream) = (file, stream);
        MaxLength = Compressed ? storedBytes * MaxDeflateRatio : file.Length;
        Position = Compressed ? 0 : file.Position;
    }

    public bool Compressed => _stream != _file;

    /// <summary>Where the next byte lies: in the unpacked data, or in a plain file.</summary>
    public long Position { get; private set; }

    /// <summary>Where the unpacked data end at the latest; exact for a plain file.</summary>
    public long MaxLength { get; }

    public static ImageSource Open(string path) => Begin(path, file =>
    {
        Span<byte> magic = stackalloc byte[2];
        var count = file.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
        file.Position = 0;
        var gzip = count == 2 && magic is [0x1F, 0x8B];
        return new ImageSource(file, gzip ? new GzipReadStream(file) : file, file.Length);
    });

    /// <summary>The file as it is from byte <paramref name="offset"/> on.</summary>
    public static ImageSource OpenPlain(string path, long offset) => Begin(path, file =>
    {
        file.Position = offset;
        return new ImageSource(file, file, file.Length - offset);
    });

    /// <summary>The zlib data that lie in the given bytes of the file.</summary>
    public static ImageSource OpenZlib(string path, long offset, long storedBytes) => Begin(path, file =>
    {
        file.Position = offset;
        return new ImageSource(file, new ZlibReadStream(file, storedBytes), storedBytes);
    });

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

    private static ImageSource Begin(string path, Func<FileStream, ImageSource> begin)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 13, FileOptions.SequentialScan);
        try
        {
            if (!file.CanSeek)
                throw new InvalidDataException("found a pipe or device, expected a file; copy it to a file first.");
            return begin(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
