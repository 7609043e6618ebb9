namespace Pipeline.Bundles;

/// <summary>What <c>segrun evaluate</c> measured: foreground classes only, in 3-D, on the input's own grid.</summary>
public sealed record MetricsFile
{
    /// <summary>Schema of this version.</summary>
    public const string CurrentSchema = "pipeline-metrics/1";

    /// <summary>Largest file that is read.</summary>
    public const int MaxBytes = 64 << 20;

    /// <summary>Always <see cref="CurrentSchema"/>.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>Name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>Version of the model.</summary>
    public required string Version { get; init; }

    /// <summary>Mean foreground Dice: over classes, then over cases.</summary>
    public required double MeanDice { get; init; }

    /// <summary>Its 95 % bootstrap interval [lower, upper] over groups.</summary>
    public required IReadOnlyList<double> MeanDiceInterval { get; init; }

    /// <summary>By class name, in the card's order.</summary>
    public required IReadOnlyDictionary<string, ClassMetrics> Classes { get; init; }

    /// <summary>By case, in the order of the cases file.</summary>
    public required IReadOnlyList<CaseMetrics> Cases { get; init; }

    /// <summary>Device that ran it, for example <c>cpu</c>.</summary>
    public required string Device { get; init; }

    /// <summary>Runtime and version that ran it.</summary>
    public required string Backend { get; init; }

    /// <summary>The command that measured it.</summary>
    public required string Command { get; init; }

    /// <summary>Commit of the code.</summary>
    public required string Commit { get; init; }

    /// <summary>Reads and validates.</summary>
    public static MetricsFile Load(string path) =>
        Validated(StrictJson.Read(path, JsonForm.Indented.MetricsFile, CurrentSchema, MaxBytes, FileFaults.Bundle), path);

    /// <summary>Reads and validates from memory; <paramref name="file"/> is for messages.</summary>
    public static MetricsFile Parse(ReadOnlySpan<byte> json, string file) =>
        Validated(StrictJson.Parse(json, file, JsonForm.Indented.MetricsFile, CurrentSchema, MaxBytes, FileFaults.Bundle), file);

    /// <summary>Validates and writes.</summary>
    public void Save(string path) => WholeFile.Write(path, ToJson());

    /// <summary>Validates and gives the file's text.</summary>
    public byte[] ToJson()
    {
        Validate();
        return StrictJson.ToBytes(this, JsonForm.Indented.MetricsFile);
    }

    /// <summary>The headline for the card.</summary>
    public MetricsSummary Summary() => new()
    {
        MeanDice = MeanDice,
        MeanDiceInterval = MeanDiceInterval,
        Dice = Classes.ToDictionary(c => c.Key, c => c.Value.Dice, StringComparer.Ordinal),
        Hd95 = Classes.ToDictionary(c => c.Key, c => c.Value.Hd95, StringComparer.Ordinal),
        Cases = Cases.Count,
        Groups = Cases.Select(c => c.Group).Distinct(StringComparer.Ordinal).Count(),
    };

    /// <summary>Throws <see cref="BundleException"/> at the first wrong field.</summary>
    public void Validate(string file = "metrics.json")
    {
        Check check = new(file, FileFaults.Bundle);
        check.Filled(Model, "model");
        check.That(SemanticVersion.TryParse(Version, out _), "version", $"found {Text.Quote(Version)}, expected MAJOR.MINOR.PATCH such as 1.0.0");
        check.Within(MeanDice, 0, 1, "mean_dice");
        check.Interval(MeanDiceInterval, "mean_dice_interval");
        check.That(Classes.Count > 0, "classes", "is empty, expected one foreground class or more");
        foreach ((string name, ClassMetrics metrics) in Classes)
        {
            Check at = check.At("classes." + name);
            at.Within(metrics.Dice, 0, 1, "dice");
            at.Interval(metrics.DiceInterval, "dice_interval");
            at.Within(metrics.Hd95 ?? 0, 0, double.MaxValue, "hd95");
            at.Within(metrics.Hd95Undefined, 0, Cases.Count, "hd95_undefined");
        }
        for (int i = 0; i < Cases.Count; i++) { CheckCase(Cases[i], check.At($"cases[{i}]")); }
    }

    private void CheckCase(CaseMetrics metrics, Check check)
    {
        check.Filled(metrics.Id, "id");
        check.Filled(metrics.Group, "group");
        check.Within(metrics.Seconds, 0, double.MaxValue, "seconds");
        foreach (string name in Classes.Keys)
        {
            check.That(metrics.Dice.TryGetValue(name, out double dice), "dice", $"lacks class {Text.Quote(name)}");
            check.Within(dice, 0, 1, "dice." + name);
            check.That(metrics.Hd95.TryGetValue(name, out double? distance), "hd95", $"lacks class {Text.Quote(name)}");
            check.Within(distance ?? 0, 0, double.MaxValue, "hd95." + name);
        }
        check.That(metrics.Dice.Count == Classes.Count, "dice", $"found {metrics.Dice.Count} classes, expected the {Classes.Count} of classes");
        check.That(metrics.Hd95.Count == Classes.Count, "hd95", $"found {metrics.Hd95.Count} classes, expected the {Classes.Count} of classes");
    }

    private static MetricsFile Validated(MetricsFile file, string name)
    {
        file.Validate(name);
        return file;
    }
}
