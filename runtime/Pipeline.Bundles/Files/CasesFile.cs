namespace Pipeline.Bundles;

/// <summary>
/// A list of cases to segment or evaluate. In the file, paths are relative to the file's own folder or begin with
/// <c>${PIPELINE_DATA}</c>; in memory, after <see cref="Load(string)"/>, they are absolute.
/// </summary>
public sealed record CasesFile
{
    /// <summary>Schema of this version.</summary>
    public const string CurrentSchema = "pipeline-cases/1";

    /// <summary>Largest file that is read.</summary>
    public const int MaxBytes = 64 << 20;

    /// <summary>Always <see cref="CurrentSchema"/>.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>The cases in the order in which they are done.</summary>
    public required IReadOnlyList<CaseEntry> Cases { get; init; }

    /// <summary>Reads, validates, and makes all paths absolute; <c>${PIPELINE_DATA}</c> is the environment variable.</summary>
    public static CasesFile Load(string path) => Load(path, Environment.GetEnvironmentVariable);

    /// <summary>As <see cref="Load(string)"/>; <paramref name="variable"/> gives a variable's value or null.</summary>
    public static CasesFile Load(string path, Func<string, string?> variable)
    {
        CasesFile file = Read(path);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return file.WithPaths(p => DataRoot.Expand(p, folder, variable)
            ?? throw new UserInputException($"{path}: found the path {Text.Quote(p)}, but {DataRoot.Name} is not set; set it to the folder that holds the data sets."));
    }

    /// <summary>Whether the file has paths that need <c>PIPELINE_DATA</c>.</summary>
    public static bool NeedsData(string path) =>
        Read(path).Cases.Any(c => c.Images.Values.Append(c.Label ?? "").Any(DataRoot.IsIn));

    /// <summary>
    /// Validates and writes the file, '/' as separator. Paths are relative to its folder, or begin with <c>${PIPELINE_DATA}</c>
    /// when they lie under that folder and the file does not.
    /// </summary>
    public void Save(string path) => Save(path, Environment.GetEnvironmentVariable);

    /// <summary>As <see cref="Save(string)"/>; <paramref name="variable"/> gives a variable's value or null.</summary>
    public void Save(string path, Func<string, string?> variable)
    {
        Validate(path);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        CasesFile relative = WithPaths(p => DataRoot.Write(Path.GetFullPath(p), folder, variable));
        WholeFile.Write(path, StrictJson.ToBytes(relative, JsonForm.Indented.CasesFile));
    }

    /// <summary>Throws <see cref="UserInputException"/> at the first wrong field.</summary>
    public void Validate(string file = "cases.json")
    {
        Check check = new(file, FileFaults.User);
        check.That(Cases.Count > 0, "cases", "is empty, expected one case or more");
        HashSet<string> ids = new(StringComparer.Ordinal);
        for (int i = 0; i < Cases.Count; i++)
        {
            CaseEntry entry = Cases[i];
            Check at = check.At($"cases[{i}]");
            at.Filled(entry.Id, "id");
            at.Filled(entry.Group, "group");
            at.That(ids.Add(entry.Id), "id", $"{Text.Quote(entry.Id)} appears twice, expected different ids");
            at.That(entry.Images.Count > 0, "images", "is empty, expected one path per modality");
            foreach ((string modality, string image) in entry.Images)
            {
                at.Filled(modality, "images");
                at.Filled(image, "images." + modality);
            }
            if (entry.Label is not null) { at.Filled(entry.Label, "label"); }
        }
    }

    private static CasesFile Read(string path)
    {
        CasesFile file = StrictJson.Read(path, JsonForm.Indented.CasesFile, CurrentSchema, MaxBytes, FileFaults.User);
        file.Validate(path);
        return file;
    }

    private CasesFile WithPaths(Func<string, string> change) => this with
    {
        Cases =
        [
            .. Cases.Select(c => c with
            {
                Images = c.Images.ToDictionary(i => i.Key, i => change(i.Value), StringComparer.Ordinal),
                Label = c.Label is null ? null : change(c.Label),
            }),
        ],
    };
}
