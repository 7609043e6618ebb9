using System.Text.Json;
using Pipeline.Bundles;

namespace Pipeline.Training.Datasets.Layout;

/// <summary>JSON of others: an object of bounded size; unknown fields, comments and trailing commas are let pass, as hand-edited files have them.</summary>
internal static class ForeignJson
{
    private const int MaxBytes = 16 << 20;
    private const int MaxText = 400;

    public static JsonDocument Read(string path)
    {
        try
        {
            var length = new FileInfo(path).Length;
            if (length > MaxBytes) throw new UserInputException($"{path}: has {length} bytes, expected at most {MaxBytes}");
            var json = JsonDocument.Parse(
                File.ReadAllBytes(path), new JsonDocumentOptions { MaxDepth = 32, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            if (json.RootElement.ValueKind == JsonValueKind.Object) return json;
            json.Dispose();
            throw new UserInputException($"{path}: is not a JSON object; expected {{ … }}");
        }
        catch (JsonException e)
        {
            throw new UserInputException($"{path}: is not JSON ({e.Message.ReplaceLineEndings(" ")}); repair it", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserInputException($"{path}: cannot be read: {e.Message}", e);
        }
    }

    /// <summary>A text field, cleaned; null where it is missing, empty or no text.</summary>
    public static string? Text(this JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && Clean(value.GetString()!) is { Length: > 0 } text ? text : null;

    /// <summary>Text of a file as it may go into messages and cards: one line, nothing that a terminal obeys, at most 400 characters.</summary>
    public static string Clean(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c).Take(MaxText)).Trim();
}
