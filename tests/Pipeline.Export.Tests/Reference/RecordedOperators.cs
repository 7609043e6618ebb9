using System.Text.Json;

namespace Pipeline.Export.Tests;

/// <summary>Golden/operators.json: what another program computed, by case name. tools/golden/record_operators.py makes it.</summary>
internal static class RecordedOperators
{
    public static IReadOnlyDictionary<string, ReferenceTensor> Cases { get; } = Read();

    private static Dictionary<string, ReferenceTensor> Read()
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Golden", "operators.json")));
        return document.RootElement.GetProperty("cases").EnumerateObject().ToDictionary(
            entry => entry.Name,
            entry => new ReferenceTensor(
                [.. entry.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())],
                [.. entry.Value.GetProperty("data").EnumerateArray().Select(value => value.GetDouble())]),
            StringComparer.Ordinal);
    }
}
