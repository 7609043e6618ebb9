namespace Pipeline.Bundles;

/// <summary>What one model must reach before it may be released.</summary>
public sealed record GateEntry
{
    /// <summary>Name of the model.</summary>
    public required string Name { get; init; }

    /// <summary>Version; null means the highest.</summary>
    public string? Version { get; init; }

    /// <summary>Cases file, relative to the gates file; <c>${PIPELINE_DATA}</c> at the start is replaced. Exclusive with <see cref="Phantom"/>.</summary>
    public string? Cases { get; init; }

    /// <summary>Recipe of the data to measure on. Exclusive with <see cref="Cases"/>.</summary>
    public PhantomRecipe? Phantom { get; init; }

    /// <summary>Smallest mean foreground Dice.</summary>
    public required double MinMeanDice { get; init; }

    /// <summary>Smallest Dice by class name.</summary>
    public IReadOnlyDictionary<string, double>? MinDice { get; init; }

    /// <summary>Largest HD95 in mm of any class.</summary>
    public double? MaxHd95 { get; init; }

    /// <summary>Largest drop of the mean Dice and of any class's Dice against the previous version.</summary>
    public double? MaxDrop { get; init; }

    /// <summary>
    /// The absolute path of the cases file, or null when it or the paths in it need an environment variable that is not set
    /// (then nothing can be measured). <paramref name="variable"/> gives a variable's value or null.
    /// </summary>
    public string? CasesPath(string gatesFile, Func<string, string?> variable)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(gatesFile))!;
        if (Cases is null || DataRoot.Expand(Cases, folder, variable) is not { } path) { return null; }
        bool lacksData = variable(DataRoot.Name) is not { Length: > 0 } && File.Exists(path) && CasesFile.NeedsData(path);
        return lacksData ? null : path;
    }

    internal void Validate(Check check)
    {
        check.That(Names.IsModelName(Name), "name", $"found {Text.Quote(Name)}, expected {Names.ModelNameRule}");
        check.That(Version is null || SemanticVersion.TryParse(Version, out _), "version", $"found {Text.Quote(Version ?? "")}, expected MAJOR.MINOR.PATCH such as 1.0.0");
        check.That(Cases is null != Phantom is null, "cases, phantom", "expected exactly one of the two: what to measure on");
        if (Cases is not null)
        {
            check.Filled(Cases, "cases");
            string rest = DataRoot.IsIn(Cases) ? Cases[DataRoot.Reference.Length..] : Cases;
            check.That(!rest.Contains('$'), "cases", $"found {Text.Quote(Cases)}, expected no variable but {DataRoot.Reference} at the start");
        }
        if (Phantom is not null)
        {
            check.Filled(Phantom.Dataset, "phantom.dataset");
            check.Within(Phantom.Patients, 1, 10_000, "phantom.patients");
        }
        check.Within(MinMeanDice, 0, 1, "min_mean_dice");
        foreach ((string name, double dice) in MinDice ?? new Dictionary<string, double>(StringComparer.Ordinal)) { check.Within(dice, 0, 1, "min_dice." + name); }
        check.Within(MaxHd95 ?? 0, 0, double.MaxValue, "max_hd95");
        check.Within(MaxDrop ?? 0, 0, 1, "max_drop");
    }
}
