namespace Pipeline.Bundles;

/// <summary>Finds out what the user's word for a model means: a folder, a file, NAME or NAME/VERSION.</summary>
internal static class ModelLocator
{
    private const string Forms = "expected a bundle folder, NAME, NAME/VERSION or a .onnx file";

    /// <summary>The place, and the name and version that must be in the card when they were asked for.</summary>
    public readonly record struct Place(string Path, bool IsFolder, string? Name, string? Version);

    /// <summary>Throws <see cref="BundleException"/> with the way out when there is no such model.</summary>
    public static Place Find(string model, string modelsRoot)
    {
        if (model.Length == 0) { throw NotFound(model, $"no model named, {Forms}"); }
        if (File.Exists(model)) { return FindFile(model); }
        if (Directory.Exists(model) && FindFolder(model) is { } folder) { return folder; }
        string[] parts = model.Split('/');
        if (parts.Length <= 2 && Names.IsModelName(parts[0]))
        {
            return FindNamed(model, parts[0], parts.ElementAtOrDefault(1), new ModelStore(modelsRoot));
        }
        throw Directory.Exists(model)
            ? NotFound(model, $"is a folder without card.json and without versions, {Forms}")
            : NotFound(model, $"no such file or folder, {Forms}");
    }

    private static Place FindFile(string model)
    {
        if (!model.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase)) { throw NotFound(model, $"is not a model, {Forms}"); }
        // A model inside a bundle has a list of checksums beside it; then the whole bundle is meant and verified.
        string folder = Path.GetDirectoryName(Path.GetFullPath(model))!;
        return Path.GetFileName(model) == Bundle.ModelFile && File.Exists(Path.Join(folder, Checksums.FileName))
            ? new Place(Path.GetDirectoryName(model) is { Length: > 0 } shown ? shown : ".", true, null, null)
            : new Place(model, false, null, null);
    }

    private static Place? FindFolder(string model)
    {
        if (File.Exists(Path.Join(model, Bundle.CardFile)) || File.Exists(Path.Join(model, Checksums.FileName))) { return new Place(model, true, null, null); }
        string trimmed = Path.TrimEndingDirectorySeparator(model);
        string parent = Path.GetDirectoryName(Path.GetFullPath(trimmed)) ?? "";
        string name = Path.GetFileName(Path.GetFullPath(trimmed));
        return Names.IsModelName(name) && new ModelStore(parent).Highest(name) is { } version
            ? new Place(Path.Join(trimmed, version.ToString()), true, name, version.ToString())
            : null;
    }

    private static Place FindNamed(string model, string name, string? version, ModelStore store)
    {
        IReadOnlyList<SemanticVersion> versions = store.Versions(name);
        if (versions.Count == 0)
        {
            string there = store.Models is { Count: > 0 } models ? "there are: " + string.Join(", ", models) : "there is no model yet";
            throw NotFound(model, $"no model {Text.Quote(name)} under {store.Root} ({there}); {Forms}");
        }
        if (version is null) { return new Place(store.Folder(name, versions[^1]), true, name, versions[^1].ToString()); }
        return SemanticVersion.TryParse(version, out SemanticVersion wanted) && versions.Contains(wanted)
            ? new Place(store.Folder(name, wanted), true, name, version)
            : throw NotFound(model, $"no version {Text.Quote(version)} of {name} under {store.Root} (there are: {string.Join(", ", versions)})");
    }

    private static BundleException NotFound(string model, string message) => new(model, "not-found", message);
}
