using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Pipeline.Bundles;

/// <summary>
/// Reads a JSON file as its schema says and nothing else: size and depth are bounded, unknown, missing, duplicate and
/// wrongly typed fields are refused, and the message names file, field, what was found and what was expected.
/// </summary>
internal static class StrictJson
{
    /// <summary>Deepest nesting of arrays and objects. The deepest file of ours needs 6.</summary>
    public const int MaxDepth = 16;

    /// <summary>Reads and parses a file of at most <paramref name="maxBytes"/> bytes.</summary>
    public static T Read<T>(string path, JsonTypeInfo<T> type, string? schema, int maxBytes, FileFault fault)
    {
        byte[] bytes;
        try
        {
            bytes = BoundedRead.All(path, maxBytes, length => fault(path, "size", TooLarge(length, maxBytes)));
        }
        catch (Exception e) when (BoundedRead.IsFileTrouble(e))
        {
            throw fault(path, "read", "cannot be read: " + BoundedRead.Reason(e, path));
        }
        return Parse(bytes, path, type, schema, maxBytes, fault);
    }

    /// <summary>Parses the bytes of one JSON value.</summary>
    public static T Parse<T>(ReadOnlySpan<byte> bytes, string file, JsonTypeInfo<T> type, string? schema, int maxBytes, FileFault fault)
    {
        if (bytes.Length > maxBytes) { throw fault(file, "size", TooLarge(bytes.Length, maxBytes)); }
        if (bytes.StartsWith("\uFEFF"u8))
        {
            throw fault(file, "json", "begins with a byte order mark; save it as UTF-8 without BOM");
        }
        if (!Utf8.IsValid(bytes)) { throw fault(file, "json", "is not valid UTF-8; save it as UTF-8"); }
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes.ToArray(), new JsonDocumentOptions { MaxDepth = MaxDepth });
            JsonElement root = document.RootElement;
            CheckSchema(root, file, schema, fault);
            new JsonShape(file, fault).Check(root, type, "");
            return root.Deserialize(type) ?? throw fault(file, "json", "is null, expected an object");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException)
        {
            string place = e is JsonException { LineNumber: long line } json ? $" at line {line + 1}, byte {json.BytePositionInLine + 1}" : "";
            throw fault(file, "json", $"is not valid JSON{place}: {OneLine(e.Message)}");
        }
    }

    /// <summary>The file's text: indented, ended by one line feed. Validate first: JSON has no form for NaN and infinities.</summary>
    public static byte[] ToBytes<T>(T value, JsonTypeInfo<T> type) => [.. JsonSerializer.SerializeToUtf8Bytes(value, type), (byte)'\n'];

    private static void CheckSchema(JsonElement root, string file, string? schema, FileFault fault)
    {
        if (schema is null || root.ValueKind != JsonValueKind.Object) { return; }
        string? found = root.TryGetProperty("schema", out JsonElement field) && field.ValueKind == JsonValueKind.String
            ? field.GetString()
            : throw fault(file, "schema", $"schema: missing, expected \"schema\": \"{schema}\"");
        if (found != schema)
        {
            throw fault(file, "schema", $"schema: found {Text.Quote(found!)}, expected '{schema}'; another version of the program may read it");
        }
    }

    private static string TooLarge(long length, int maxBytes) =>
        $"is {Text.Bytes(length)}, expected at most {Text.Bytes(maxBytes)}";

    private static string OneLine(string message) => Text.Quote(message.ReplaceLineEndings(" ")).Trim('\'');
}
