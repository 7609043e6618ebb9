namespace Pipeline.Bundles;

/// <summary>The folder that holds all models: <c>ROOT/NAME/VERSION/</c>. Anything else in it is ignored.</summary>
public sealed class ModelStore(string root)
{
    /// <summary>The folder, as it was given.</summary>
    public string Root { get; } = root;

    /// <summary>Names that have at least one version, in ordinal order.</summary>
    public IReadOnlyList<string> Models =>
        [.. Folders(Root).Where(n => Names.IsModelName(n) && Versions(n).Count > 0).Order(StringComparer.Ordinal)];

    /// <summary>Versions of a model, ascending.</summary>
    public IReadOnlyList<SemanticVersion> Versions(string name) =>
    [
        .. Folders(Path.Join(Root, name))
            .Select(n => SemanticVersion.TryParse(n, out SemanticVersion version) ? version : (SemanticVersion?)null)
            .OfType<SemanticVersion>()
            .Order(),
    ];

    /// <summary>The highest version of a model; null when there is none.</summary>
    public SemanticVersion? Highest(string name) => Versions(name) is [.., SemanticVersion last] ? last : null;

    /// <summary>The highest version below the given one; null when there is none.</summary>
    public SemanticVersion? Previous(string name, SemanticVersion version) =>
        Versions(name).Where(v => v < version).Cast<SemanticVersion?>().LastOrDefault();

    /// <summary>Folder of one version; need not exist.</summary>
    public string Folder(string name, SemanticVersion version) => Path.Join(Root, name, version.ToString());

    private static IEnumerable<string> Folders(string folder)
    {
        try { return Directory.Exists(folder) ? Directory.GetDirectories(folder).Select(d => Path.GetFileName(d)!) : []; }
        catch (Exception e) when (BoundedRead.IsFileTrouble(e))
        {
            throw new UserInputException($"{folder}: cannot be listed: {BoundedRead.Reason(e, "")}", e);
        }
    }
}
