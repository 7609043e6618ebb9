using System.Text.Json;

namespace Pipeline.Training.Tests.Vectors;

/// <summary>
/// The cases of the semi-supervised method's vectors: <c>semi.json</c> in the folder that the environment variable PIPELINE_VECTORS names,
/// otherwise this project's Golden files.
/// </summary>
internal static class SemiVectors
{
    private static readonly Dictionary<string, VectorCase> Cases = Load();

    public static VectorCase Case(string id) => Cases[id];

    /// <summary>Ids of a kind, for theories.</summary>
    public static TheoryData<string> Of(string kind) => [.. Cases.Values.Where(c => c.Kind == kind).Select(c => c.Id)];

    private static Dictionary<string, VectorCase> Load()
    {
        var folder = Environment.GetEnvironmentVariable("PIPELINE_VECTORS");
        var files = string.IsNullOrEmpty(folder)
            ? Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Golden"), "semi-*.json")
            : [Path.Combine(folder, "semi.json")];
        return files.SelectMany(Read).ToDictionary(c => c.Id, StringComparer.Ordinal);
    }

    private static List<VectorCase> Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        Assert.Equal("semi-vectors/1", document.RootElement.GetProperty("schema").GetString());
        return [.. document.RootElement.GetProperty("cases").EnumerateArray().Select(entry => new VectorCase(entry.Clone()))];
    }
}
