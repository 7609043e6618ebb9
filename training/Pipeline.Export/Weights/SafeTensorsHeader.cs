using System.Text.Json;
using static TorchSharp.torch;

namespace Pipeline.Export;

/// <summary>
/// The JSON head of a safetensors file, checked as a whole before any tensor is allocated: unique keys, known types, sizes that fit
/// their bytes, data without holes or overlap from 0 to the end of the file.
/// </summary>
internal sealed record SafeTensorsHeader(IReadOnlyList<SafeTensorsEntry> Entries, IReadOnlyDictionary<string, string> Metadata)
{
    /// <summary>Limit of the header, the format's own.</summary>
    public const int MaxBytes = 100_000_000;

    private const string MetadataKey = "__metadata__";

    /// <summary>Parses and checks.</summary>
    /// <param name="json">The header's bytes.</param>
    /// <param name="dataBytes">Bytes in the file after the header.</param>
    /// <param name="file">For messages.</param>
    /// <returns>Entries in the order of their data.</returns>
    public static SafeTensorsHeader Parse(ReadOnlyMemory<byte> json, long dataBytes, string file)
    {
        if (json.IsEmpty || json.Span[0] != (byte)'{')
        {
            throw new WeightsException(file, "header does not begin with '{'; not a safetensors file.");
        }
        try
        {
            JsonDocumentOptions strict = new() { AllowDuplicateProperties = false, MaxDepth = 4 };
            using JsonDocument document = JsonDocument.Parse(json, strict);
            List<SafeTensorsEntry> entries = [];
            Dictionary<string, string> metadata = new(StringComparer.Ordinal);
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
            {
                if (property.Name == MetadataKey)
                {
                    foreach (JsonProperty pair in property.Value.EnumerateObject())
                    {
                        metadata.Add(pair.Name, pair.Value.GetString() ?? throw new WeightsException(file, $"{MetadataKey}.{pair.Name} is null, expected text."));
                    }
                }
                else
                {
                    entries.Add(Entry(property.Name, property.Value, file));
                }
            }
            entries.Sort((a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
            CheckExtent(entries, dataBytes, file);
            return new SafeTensorsHeader(entries, metadata);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new WeightsException(file, $"header is not the JSON that the format asks for: {e.Message}");
        }
    }

    private static SafeTensorsEntry Entry(string name, JsonElement value, string file)
    {
        string? word = null;
        long[]? shape = null, offsets = null;
        foreach (JsonProperty field in value.EnumerateObject())
        {
            switch (field.Name)
            {
                case "dtype": word = field.Value.GetString(); break;
                case "shape": shape = Numbers(field.Value); break;
                case "data_offsets": offsets = Numbers(field.Value); break;
                default: throw new WeightsException(file, $"{name} has the unknown field '{field.Name}'; expected dtype, shape, data_offsets.");
            }
        }
        if (word is null || shape is null || offsets is not { Length: 2 } || Array.Exists(shape, size => size < 0))
        {
            throw new WeightsException(file, $"{name} needs dtype, a shape of sizes ≥ 0, and data_offsets [begin, end].");
        }
        ScalarType type = ElementTypes.Parse(word) ?? throw new WeightsException(file, $"{name} has element type '{word}', which is not supported.");
        (long begin, long end) = (offsets[0], offsets[1]);
        Int128 bytes = ElementTypes.BytesOf(type);
        foreach (long size in shape)
        {
            bytes *= size;
            if (bytes > long.MaxValue)
            {
                throw new WeightsException(file, $"{name} has shape [{string.Join(',', shape)}], more than any file holds.");
            }
        }
        return begin >= 0 && end >= begin && bytes == end - begin
            ? new SafeTensorsEntry(name, type, shape, begin, end)
            : throw new WeightsException(file, $"{name}: {word} [{string.Join(',', shape)}] needs {bytes} bytes, data_offsets are [{begin},{end}].");
    }

    private static long[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetInt64())];

    private static void CheckExtent(IReadOnlyList<SafeTensorsEntry> entries, long dataBytes, string file)
    {
        long position = 0;
        foreach (SafeTensorsEntry entry in entries)
        {
            if (entry.Begin != position)
            {
                throw new WeightsException(file, $"{entry.Name} begins at {entry.Begin}, expected {position}: tensors must neither overlap nor leave holes.");
            }
            position = entry.End;
        }
        if (position != dataBytes)
        {
            throw new WeightsException(file, $"the header describes {position} bytes of data, the file holds {dataBytes}: truncated or forged.");
        }
    }
}
