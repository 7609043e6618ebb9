using System.Buffers.Binary;
using System.IO.Compression;
using Pipeline.Imaging.Formats;

namespace Pipeline.Imaging;

/// <summary>Writes 8-bit PNG pictures, not interlaced. Equal pictures give equal files.</summary>
public static class Png
{
    private const byte Grey = 0;
    private const byte Rgb = 2;

    /// <summary>Three bytes per pixel (red, green, blue), rows from the top. Either the whole file appears or none.</summary>
    public static void Write(string path, int width, int height, ReadOnlySpan<byte> rgb)
    {
        var file = Encode(width, height, rgb, 3);
        AtomicFile.Write(path, stream => stream.Write(file));
    }

    /// <summary>One byte per pixel (0 black), rows from the top. Either the whole file appears or none.</summary>
    public static void WriteGrey(string path, int width, int height, ReadOnlySpan<byte> grey)
    {
        var file = Encode(width, height, grey, 1);
        AtomicFile.Write(path, stream => stream.Write(file));
    }

    /// <summary>The file's bytes; channels is 3 for RGB or 1 for grey.</summary>
    public static byte[] Encode(int width, int height, ReadOnlySpan<byte> pixels, int channels)
    {
        if (channels is not (1 or 3))
            throw new ArgumentOutOfRangeException(nameof(channels), channels, "expected 3 (RGB) or 1 (grey).");
        if (width < 1 || height < 1 || pixels.Length != (long)width * height * channels)
            throw new ArgumentException($"{width}×{height} with {channels} channels needs {(long)width * height * channels} bytes and at least one pixel; the span has {pixels.Length}.", nameof(pixels));
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8; // bits per sample
        header[9] = channels == 3 ? Rgb : Grey;
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "IDAT"u8, Compress(pixels, width * channels, channels));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> pixels, int rowBytes, int pixelBytes)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var filter = new PngRowFilter(rowBytes, pixelBytes);
            ReadOnlySpan<byte> above = new byte[rowBytes];
            while (pixels.Length > 0)
            {
                var row = pixels[..rowBytes];
                zlib.Write(filter.Apply(row, above));
                above = row;
                pixels = pixels[rowBytes..];
            }
        }
        return packed.GetBuffer().AsSpan(0, (int)packed.Length);
    }

    // Length, type, data, CRC-32 over type and data; all big-endian.
    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        file.Write(number);
        file.Write(type);
        file.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Append(Crc32.Append(0, type), data));
        file.Write(number);
    }
}
