using System.Text.Json;

namespace Pipeline.Networks.Tests;

/// <summary>
/// The methods' test vectors: one JSON file per method, from the folder that the environment variable PIPELINE_VECTORS names,
/// otherwise from this project's Golden folder.
/// </summary>
internal static class VectorFile
{
    /// <summary>One case of a file; the files list their cases either by an <c>id</c> or under their names.</summary>
    /// <param name="method">File name without its ending: <c>weakly</c>.</param>
    /// <param name="id">Name of the case.</param>
    public static JsonElement Case(string method, string id)
    {
        string? folder = Environment.GetEnvironmentVariable("PIPELINE_VECTORS");
        string path = Path.Combine(string.IsNullOrEmpty(folder) ? Path.Combine(AppContext.BaseDirectory, "Golden") : folder, $"{method}.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        JsonElement cases = document.RootElement.GetProperty("cases");
        return (cases.ValueKind == JsonValueKind.Object
            ? cases.GetProperty(id)
            : cases.EnumerateArray().First(entry => entry.GetProperty("id").GetString() == id)).Clone();
    }

    /// <summary>An array: <c>{shape, data}</c>, row-major, or nested lists.</summary>
    public static (long[] Shape, double[] Data) Numbers(this JsonElement owner, string name)
    {
        JsonElement value = owner.GetProperty(name);
        if (value.ValueKind == JsonValueKind.Object)
        {
            return ([.. value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())], [.. Flat(value.GetProperty("data"))]);
        }
        List<long> shape = [];
        for (JsonElement list = value; list.ValueKind == JsonValueKind.Array; list = list[0])
        {
            shape.Add(list.GetArrayLength());
        }
        return ([.. shape], [.. Flat(value)]);
    }

    /// <summary>A number.</summary>
    public static double Number(this JsonElement owner, string name)
    {
        JsonElement value = owner.GetProperty(name);
        return value.ValueKind == JsonValueKind.Number ? value.GetDouble() : owner.Numbers(name).Data.Single();
    }

    private static IEnumerable<double> Flat(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().SelectMany(Flat) : [value.GetDouble()];
}
