namespace Pipeline.Bundles;

/// <summary>Which patients (groups) train, validate and test.</summary>
public sealed record SplitFile
{
    /// <summary>Schema of this version.</summary>
    public const string CurrentSchema = "pipeline-split/1";

    /// <summary>Largest file that is read.</summary>
    public const int MaxBytes = 4 << 20;

    /// <summary><see cref="CurrentSchema"/>, or null: a split file may be just its lists.</summary>
    public string? Schema { get; init; } = CurrentSchema;

    /// <summary>Patients to train on.</summary>
    public required IReadOnlyList<string> Train { get; init; }

    /// <summary>Patients to choose on; null when they are carved from <see cref="Train"/> by seed.</summary>
    public IReadOnlyList<string>? Val { get; init; }

    /// <summary>Patients to test on.</summary>
    public required IReadOnlyList<string> Test { get; init; }

    /// <summary>Reads and validates.</summary>
    public static SplitFile Load(string path)
    {
        SplitFile file = StrictJson.Read(path, JsonForm.Indented.SplitFile, null, MaxBytes, FileFaults.User);
        file.Validate(path);
        return file;
    }

    /// <summary>Validates and writes.</summary>
    public void Save(string path)
    {
        Validate(path);
        WholeFile.Write(path, StrictJson.ToBytes(this, JsonForm.Indented.SplitFile));
    }

    /// <summary>Throws <see cref="UserInputException"/> when a patient is named twice, in one part or in two.</summary>
    public void Validate(string file = "split.json")
    {
        Check check = new(file, FileFaults.User);
        check.That(Schema is null or CurrentSchema, "schema", $"found {Text.Quote(Schema ?? "")}, expected '{CurrentSchema}'");
        check.That(Train.Count > 0, "train", "is empty, expected one patient or more");
        Dictionary<string, string> parts = new(StringComparer.Ordinal);
        foreach ((string part, IReadOnlyList<string> patients) in new[] { ("train", Train), ("val", Val ?? []), ("test", Test) })
        {
            for (int i = 0; i < patients.Count; i++)
            {
                check.Filled(patients[i], $"{part}[{i}]");
                check.That(
                    parts.TryAdd(patients[i], part), $"{part}[{i}]",
                    $"{Text.Quote(patients[i])} is already in {parts.GetValueOrDefault(patients[i])}; a patient belongs to one part");
            }
        }
    }
}
