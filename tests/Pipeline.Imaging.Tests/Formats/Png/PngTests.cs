using System.Buffers.Binary;
using System.IO.Compression;
using FsCheck;
using FsCheck.Fluent;
using Pipeline.Imaging.Tests.Fixtures;

namespace Pipeline.Imaging.Tests.Formats.Png;

public sealed class PngTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Any_picture_decodes_to_its_pixels(int channels)
    {
        var pictures =
            from width in Gen.Choose(1, 20)
            from height in Gen.Choose(1, 20)
            from smooth in ArbMap.Default.GeneratorFor<bool>()
            from noise in Gen.ArrayOf(Gen.Choose(0, smooth ? 3 : 255), width * height * channels)
            select (width, height, pixels: noise.Select((n, i) => (byte)(smooth ? (i / 3) + n : n)).ToArray());
        Prop.ForAll(pictures.ToArbitrary(), p =>
        {
            var (width, height, decodedChannels, pixels) = Decode(Imaging.Png.Encode(p.width, p.height, p.pixels, channels));
            Assert.Equal((p.width, p.height, channels), (width, height, decodedChannels));
            Assert.Equal(p.pixels, pixels);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Smooth_pictures_become_small()
    {
        var pixels = Enumerable.Range(0, 256 * 256).Select(i => (byte)(i / 256)).ToArray();
        Assert.True(Imaging.Png.Encode(256, 256, pixels, 1).Length < 2000);
    }

    [Fact]
    public void Writes_the_encoded_bytes()
    {
        using var folder = new TempFolder();
        Imaging.Png.Write(folder.File("rgb.png"), 2, 1, [255, 0, 0, 0, 0, 255]);
        Imaging.Png.WriteGrey(folder.File("grey.png"), 2, 1, [0, 255]);
        Assert.Equal(Imaging.Png.Encode(2, 1, [255, 0, 0, 0, 0, 255], 3), File.ReadAllBytes(folder.File("rgb.png")));
        Assert.Equal(Imaging.Png.Encode(2, 1, [0, 255], 1), File.ReadAllBytes(folder.File("grey.png")));
    }

    [Fact]
    public void Refuses_a_span_of_the_wrong_length()
    {
        var error = Assert.Throws<ArgumentException>(() => Imaging.Png.Encode(2, 2, new byte[11], 3));
        Assert.Contains("2×2 with 3 channels needs 12 bytes", error.Message, StringComparison.Ordinal);
    }

    // A decoder by the specification, for filters None, Sub and Up; independent of the encoder but for the chunk layout.
    private static (int Width, int Height, int Channels, byte[] Pixels) Decode(byte[] file)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], file[..8]);
        int width = 0, height = 0, channels = 0;
        using var packed = new MemoryStream();
        for (var at = 8; at < file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            var body = file.AsSpan(at + 8, length);
            if (file.AsSpan(at + 4, 4).SequenceEqual("IHDR"u8))
            {
                width = BinaryPrimitives.ReadInt32BigEndian(body);
                height = BinaryPrimitives.ReadInt32BigEndian(body[4..]);
                channels = body[9] == 2 ? 3 : 1;
                Assert.Equal([8, 0, 0, 0], new[] { body[8], body[10], body[11], body[12] });
            }
            else if (file.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8))
            {
                packed.Write(body);
            }
            at += length + 12;
        }
        packed.Position = 0;
        using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
        var pixels = new byte[width * height * channels];
        for (int y = 0, stride = width * channels; y < height; y++)
        {
            var filter = zlib.ReadByte();
            var row = pixels.AsSpan(y * stride, stride);
            zlib.ReadExactly(row);
            for (var x = 0; x < stride; x++)
            {
                var left = x >= channels ? row[x - channels] : 0;
                var above = y > 0 ? pixels[((y - 1) * stride) + x] : 0;
                row[x] += (byte)(filter switch { 0 => 0, 1 => left, 2 => above, _ => throw new InvalidDataException($"filter {filter}") });
            }
        }
        return (width, height, channels, pixels);
    }
}
