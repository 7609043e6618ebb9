using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Pipeline.Imaging;

namespace Pipeline.Training.Preparation;

/// <summary>
/// One prepared case on disk, little-endian: "PREP0001", X, Y, Z, channels, has-labels (int32), spacing and percentiles (float64),
/// orientation (int32 length, UTF-8), channels (float32), labels (bytes), SHA-256 of all before it. A cache file, not an exchange format:
/// whatever does not fit is made again.
/// </summary>
internal sealed record PreparedFile(Size3 Size, CaseFacts Facts, float[][] Channels, byte[]? Labels)
{
    private static ReadOnlySpan<byte> Magic => "PREP0001"u8;

    public void Write(Stream stream)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Put(ReadOnlySpan<byte> bytes)
        {
            hash.AppendData(bytes);
            stream.Write(bytes);
        }
        Put(Magic);
        Span<byte> word = stackalloc byte[8];
        foreach (var value in (ReadOnlySpan<int>)[Size.X, Size.Y, Size.Z, Channels.Length, Labels is null ? 0 : 1])
        {
            BinaryPrimitives.WriteInt32LittleEndian(word, value);
            Put(word[..4]);
        }
        foreach (var value in (double[])[.. Facts.Spacing, .. Facts.Percentiles])
        {
            BinaryPrimitives.WriteDoubleLittleEndian(word, value);
            Put(word);
        }
        var orientation = Encoding.UTF8.GetBytes(Facts.Orientation);
        BinaryPrimitives.WriteInt32LittleEndian(word, orientation.Length);
        Put(word[..4]);
        Put(orientation);
        foreach (var channel in Channels) Put(MemoryMarshal.AsBytes(channel.AsSpan()));
        if (Labels is not null) Put(Labels);
        stream.Write(hash.GetHashAndReset());
    }

    /// <summary>Null where the file is damaged or of another form.</summary>
    public static PreparedFile? Read(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length < Magic.Length + 20 + 32 || !bytes.AsSpan().StartsWith(Magic)) return null;
        var body = bytes.AsSpan(0, bytes.Length - 32);
        if (!SHA256.HashData(body).AsSpan().SequenceEqual(bytes.AsSpan(bytes.Length - 32))) return null;
        var at = Magic.Length;
        int Int(ReadOnlySpan<byte> from)
        {
            var value = BinaryPrimitives.ReadInt32LittleEndian(from[at..]);
            at += 4;
            return value;
        }
        double[] Doubles(ReadOnlySpan<byte> from, int count)
        {
            var values = new double[count];
            for (var i = 0; i < count; i++, at += 8) values[i] = BinaryPrimitives.ReadDoubleLittleEndian(from[at..]);
            return values;
        }
        var size = new Size3(Int(body), Int(body), Int(body));
        var channelCount = Int(body);
        var hasLabels = Int(body) == 1;
        var spacing = Doubles(body, 3);
        var percentiles = Doubles(body, 3 * channelCount);
        var orientation = Encoding.UTF8.GetString(body.Slice(at + 4, Int(body)));
        at += Encoding.UTF8.GetByteCount(orientation);
        var channels = new float[channelCount][];
        for (var c = 0; c < channelCount; c++)
        {
            channels[c] = MemoryMarshal.Cast<byte, float>(body.Slice(at, checked((int)size.Count * 4))).ToArray();
            at += (int)size.Count * 4;
        }
        var labels = hasLabels ? body.Slice(at, checked((int)size.Count)).ToArray() : null;
        return new PreparedFile(size, new CaseFacts(spacing, orientation, percentiles), channels, labels);
    }
}
