namespace Pipeline.Bundles;

/// <summary>The release thresholds of all models (<c>artifacts/gates.json</c>).</summary>
public sealed record GatesFile
{
    /// <summary>Schema of this version.</summary>
    public const string CurrentSchema = "pipeline-gates/1";

    /// <summary>Largest file that is read.</summary>
    public const int MaxBytes = 1 << 20;

    /// <summary>Always <see cref="CurrentSchema"/>.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>One entry per model and data.</summary>
    public required IReadOnlyList<GateEntry> Models { get; init; }

    /// <summary>Reads and validates.</summary>
    public static GatesFile Load(string path)
    {
        GatesFile file = StrictJson.Read(path, JsonForm.Indented.GatesFile, CurrentSchema, MaxBytes, FileFaults.User);
        file.Validate(path);
        return file;
    }

    /// <summary>Validates and writes.</summary>
    public void Save(string path)
    {
        Validate(path);
        WholeFile.Write(path, StrictJson.ToBytes(this, JsonForm.Indented.GatesFile));
    }

    /// <summary>Throws <see cref="UserInputException"/> at the first wrong field.</summary>
    public void Validate(string file = "gates.json")
    {
        Check check = new(file, FileFaults.User);
        for (int i = 0; i < Models.Count; i++) { Models[i].Validate(check.At($"models[{i}]")); }
    }
}
