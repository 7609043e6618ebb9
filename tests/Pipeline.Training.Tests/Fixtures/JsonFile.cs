namespace Pipeline.Training.Tests.Fixtures;

/// <summary>Edits a phantom's dataset.json as text, failing where the text is not there.</summary>
internal static class JsonFile
{
    public static void Replace(string folder, string old, string with)
    {
        var path = Path.Combine(folder, "dataset.json");
        var text = File.ReadAllText(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(old, with, StringComparison.Ordinal));
    }
}
