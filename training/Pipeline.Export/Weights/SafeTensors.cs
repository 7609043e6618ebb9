using System.Buffers.Binary;
using System.Text.Json;
using Pipeline.Imaging;
using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Export;

/// <summary>
/// Reads and writes safetensors: 8 bytes little-endian length of the header, JSON header padded with spaces to a multiple of 8,
/// raw row-major little-endian data. No code is ever run by reading one.
/// </summary>
/// <remarks>
/// Written files have sorted keys; the data stand in order of falling element size, then key, so that every tensor is aligned and
/// equal states give equal bytes.
/// </remarks>
public static class SafeTensors
{
    /// <summary>Writes tensors (any device, any strides) and text entries.</summary>
    public static void Write(
        Stream stream, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        (string Key, Tensor Tensor)[] ordered = [.. tensors
            .OrderByDescending(pair => ElementTypes.BytesOf(pair.Value.dtype)).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => (pair.Key, pair.Value))];
        byte[] header = Header(ordered, metadata);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach ((string key, Tensor tensor) in ordered)
        {
            if (tensor.numel() > 0)
            {
                using DisposeScope scope = NewDisposeScope();
                stream.Write(TensorValues.Bytes(key, tensor));
            }
        }
    }

    /// <summary>Writes a file beside the target and renames it, so that a reader never sees half of one.</summary>
    public static void Save(string path, IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        AtomicFile.Write(path, stream => Write(stream, tensors, metadata));

    /// <summary>Reads a whole file from a seekable stream; checks everything before it allocates.</summary>
    /// <param name="stream">Positioned at the beginning of the file.</param>
    /// <param name="file">Name for messages.</param>
    /// <exception cref="WeightsException">The file breaks a rule of the format.</exception>
    public static WeightsFile Read(Stream stream, string file)
    {
        long size = stream.Length - stream.Position;
        if (size < 8)
        {
            throw new WeightsException(file, $"holds {size} bytes, a safetensors file has at least 8.");
        }
        Span<byte> length = stackalloc byte[8];
        stream.ReadExactly(length);
        ulong headerBytes = BinaryPrimitives.ReadUInt64LittleEndian(length);
        if (headerBytes > (ulong)Math.Min(size - 8, SafeTensorsHeader.MaxBytes))
        {
            throw new WeightsException(file, $"header of {headerBytes} bytes; the file holds {size - 8} after the length, the format allows {SafeTensorsHeader.MaxBytes}.");
        }
        byte[] json = new byte[headerBytes];
        stream.ReadExactly(json);
        SafeTensorsHeader header = SafeTensorsHeader.Parse(json, size - 8 - (long)headerBytes, file);
        return new WeightsFile(ReadTensors(stream, header, file), header.Metadata, []);
    }

    /// <summary>Reads a whole file.</summary>
    public static WeightsFile Load(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Read(stream, path);
    }

    private static Dictionary<string, Tensor> ReadTensors(Stream stream, SafeTensorsHeader header, string file)
    {
        Dictionary<string, Tensor> tensors = new(StringComparer.Ordinal);
        foreach (SafeTensorsEntry entry in header.Entries)
        {
            if (entry.End - entry.Begin > int.MaxValue)
            {
                throw new WeightsException(file, $"{entry.Name} has {entry.End - entry.Begin} bytes; one tensor may have 2 GB.");
            }
            // The file outlives the caller's scope: it is disposed by its own Dispose.
            Tensor tensor = empty(entry.Shape, dtype: entry.Type).DetachFromDisposeScope();
            tensors.Add(entry.Name, tensor);
            if (entry.End > entry.Begin)
            {
                stream.ReadExactly(tensor.bytes);
            }
        }
        return tensors;
    }

    private static byte[] Header((string Key, Tensor Tensor)[] ordered, IReadOnlyDictionary<string, string>? metadata)
    {
        SortedDictionary<string, (Tensor Tensor, long Begin, long End)> places = new(StringComparer.Ordinal);
        long position = 0;
        foreach ((string key, Tensor tensor) in ordered)
        {
            long end = position + (tensor.numel() * ElementTypes.BytesOf(tensor.dtype));
            places.Add(key, (tensor, position, end));
            position = end;
        }
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject("__metadata__");
                foreach ((string key, string value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    json.WriteString(key, value);
                }
                json.WriteEndObject();
            }
            foreach ((string key, (Tensor tensor, long begin, long end)) in places)
            {
                json.WriteStartObject(key);
                json.WriteString("dtype", ElementTypes.WordOf(tensor.dtype));
                WriteNumbers(json, "shape", tensor.shape);
                WriteNumbers(json, "data_offsets", [begin, end]);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        while (buffer.Length % 8 != 0)
        {
            buffer.WriteByte((byte)' ');
        }
        return buffer.ToArray();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, ReadOnlySpan<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
        {
            json.WriteNumberValue(number);
        }
        json.WriteEndArray();
    }
}
