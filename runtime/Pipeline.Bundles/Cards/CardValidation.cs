namespace Pipeline.Bundles;

public sealed partial record Card
{
    private const int MaxLabels = 256;
    private const int MaxModalities = 16;
    private const int MaxPatch = 4096;

    /// <summary>
    /// Throws <see cref="BundleException"/> at the first field that contradicts the schema or another field.
    /// <paramref name="file"/> names the card in the message.
    /// </summary>
    public void Validate(string file = "card.json")
    {
        Check check = new(file, FileFaults.Bundle);
        check.That(Schema == CurrentSchema, "schema", $"found {Text.Quote(Schema)}, expected '{CurrentSchema}'");
        check.That(Names.IsModelName(Name), "name", $"found {Text.Quote(Name)}, expected {Names.ModelNameRule}");
        check.That(SemanticVersion.TryParse(Version, out _), "version", $"found {Text.Quote(Version)}, expected MAJOR.MINOR.PATCH such as 1.0.0");
        check.Filled(Task, "task");
        check.Printable(Description, "description");
        CheckLabels(check);
        CheckModalities(check);
        CheckGeometry(check);
        CheckOutput(check);
        for (int i = 0; i < Preprocessing.Count; i++) { Preprocessing[i].Validate(check.At($"preprocessing[{i}]")); }
        for (int i = 0; i < Postprocessing.Count; i++) { Postprocessing[i].Validate(check.At($"postprocessing[{i}]"), Labels); }
        CheckOrigin(check);
        CheckGolden(check);
        CheckEnvelope(check);
        CheckMetrics(check);
    }

    private void CheckLabels(Check check)
    {
        check.That(Labels.Count is >= 1 and <= MaxLabels, "labels", $"found {Labels.Count}, expected 1 to {MaxLabels}");
        check.That(Labels[0].Value == 0, "labels[0].value", $"found {Labels[0].Value}, expected 0 = background first");
        HashSet<int> values = [];
        HashSet<string> names = new(StringComparer.Ordinal);
        for (int i = 0; i < Labels.Count; i++)
        {
            check.Filled(Labels[i].Name, $"labels[{i}].name");
            check.That(Labels[i].Value is >= 0 and <= ushort.MaxValue, $"labels[{i}].value", $"found {Labels[i].Value}, expected 0 to {ushort.MaxValue}");
            check.That(values.Add(Labels[i].Value), $"labels[{i}].value", $"{Labels[i].Value} appears twice, expected different values");
            check.That(names.Add(Labels[i].Name), $"labels[{i}].name", $"{Text.Quote(Labels[i].Name)} appears twice, expected different names");
        }
    }

    private void CheckModalities(Check check)
    {
        check.That(Modalities.Count is >= 1 and <= MaxModalities, "modalities", $"found {Modalities.Count}, expected 1 to {MaxModalities}");
        for (int i = 0; i < Modalities.Count; i++)
        {
            check.Filled(Modalities[i], $"modalities[{i}]");
            check.That(Modalities.Take(i).All(m => m != Modalities[i]), $"modalities[{i}]", $"{Text.Quote(Modalities[i])} appears twice, expected different names");
        }
    }

    private void CheckGeometry(Check check)
    {
        check.That(Dimensions is 2 or 3, "dimensions", $"found {Dimensions}, expected 2 or 3");
        check.That(Spacing.Count == Dimensions, "spacing", $"found {Spacing.Count} numbers, expected {Dimensions} (mm per axis)");
        check.EachPositive(Spacing, "spacing", "mm");
        check.That(Divisibility is >= 1 and <= 1024, "divisibility", $"found {Divisibility}, expected 1 to 1024");
        check.That(Patch.Count == Dimensions, "patch", $"found {Patch.Count} numbers, expected {Dimensions} (voxels per axis)");
        for (int i = 0; i < Patch.Count; i++)
        {
            check.That(
                Patch[i] is >= 1 and <= MaxPatch && Patch[i] % Divisibility == 0, $"patch[{i}]",
                $"found {Patch[i]}, expected a multiple of divisibility {Divisibility} up to {MaxPatch}");
        }
    }

    private void CheckOutput(Check check)
    {
        check.Filled(InputName, "input_name");
        check.Filled(Output.Name, "output.name");
        check.That(Output.Name != InputName, "output.name", $"equals input_name {Text.Quote(InputName)}, expected another name");
        check.That(
            (Output.Kind == OutputKind.Map) == Output.Threshold.HasValue, "output.threshold",
            Output.Threshold.HasValue ? "only a map has a threshold; leave it out" : "missing, expected a number because kind is map");
        check.That(double.IsFinite(Output.Threshold ?? 0), "output.threshold", $"found {Text.Of(Output.Threshold ?? 0)}, expected a finite number");
        check.That(Output.Kind != OutputKind.Map || Labels.Count == 2, "labels", $"found {Labels.Count}, expected 2 (background and foreground) for a map");
    }

    private void CheckOrigin(Check check)
    {
        check.Filled(Regime, "regime");
        check.Filled(Annotations.Kind, "annotations.kind");
        check.That(Annotations.Volumes >= 0, "annotations.volumes", $"found {Annotations.Volumes}, expected 0 or more");
        check.That(
            Annotations.Groups >= 0 && Annotations.Groups <= Annotations.Volumes, "annotations.groups",
            $"found {Annotations.Groups}, expected 0 to the {Annotations.Volumes} volumes");
        check.Filled(Dataset.Name, "dataset.name");
        check.Filled(Dataset.Licence, "dataset.licence");
        check.Printable(Dataset.LicenceUrl ?? "", "dataset.licence_url");
        check.Printable(Dataset.Citation, "dataset.citation");
        check.That(Names.IsSha256(Dataset.Hash), "dataset.hash", $"found {Text.Quote(Dataset.Hash)}, expected 64 lower-case hex digits (SHA-256)");
        check.That(
            Dataset.SplitHash is null || Names.IsSha256(Dataset.SplitHash), "dataset.split_hash",
            $"found {Text.Quote(Dataset.SplitHash ?? "")}, expected 64 lower-case hex digits (SHA-256)");
        check.Printable(Commit, "commit");
        check.Printable(Command, "command");
        foreach ((string key, string version) in Versions)
        {
            check.Filled(key, "versions");
            check.Printable(version, "versions." + key);
        }
    }

    private void CheckGolden(Check check)
    {
        if (Golden is null) { return; }
        check.That(
            Golden.Input.Count == Modalities.Count, "golden.input",
            $"found {Golden.Input.Count} files, expected {Modalities.Count} (one per modality)");
        foreach (string path in Golden.Input.Append(Golden.Expected))
        {
            check.That(Names.IsBundlePath(path), "golden", $"found path {Text.Quote(path)}, expected {Names.BundlePathRule}");
        }
    }

    private void CheckEnvelope(Check check)
    {
        foreach ((string modality, IntensityEnvelope range) in Envelope.Intensity)
        {
            check.That(Modalities.Contains(modality), "envelope.intensity", $"found {Text.Quote(modality)}, expected a modality of this card");
            check.That(
                double.IsFinite(range.P1) && range.P1 <= range.P50 && range.P50 <= range.P99 && double.IsFinite(range.P99), "envelope.intensity." + modality,
                $"found {Text.Of(range.P1)}, {Text.Of(range.P50)}, {Text.Of(range.P99)}, expected p1 ≤ p50 ≤ p99");
        }
        for (int i = 0; i < Envelope.Spacing.Count; i++)
        {
            ValueRange range = Envelope.Spacing[i];
            check.That(
                range.Min > 0 && range.Min <= range.Max && double.IsFinite(range.Max), $"envelope.spacing[{i}]",
                $"found {Text.Of(range.Min)} to {Text.Of(range.Max)}, expected 0 < min ≤ max (mm)");
        }
        for (int i = 0; i < Envelope.Orientations.Count; i++) { check.Filled(Envelope.Orientations[i], $"envelope.orientations[{i}]"); }
    }

    private void CheckMetrics(Check check)
    {
        if (Metrics is null) { return; }
        check = check.At("metrics");
        check.Within(Metrics.MeanDice, 0, 1, "mean_dice");
        check.Interval(Metrics.MeanDiceInterval, "mean_dice_interval");
        foreach ((string name, double dice) in Metrics.Dice)
        {
            check.That(Labels.Any(l => l.Name == name), "dice", $"found class {Text.Quote(name)}, expected a label of this card");
            check.Within(dice, 0, 1, "dice." + name);
        }
        foreach ((string name, double? distance) in Metrics.Hd95)
        {
            check.That(Labels.Any(l => l.Name == name), "hd95", $"found class {Text.Quote(name)}, expected a label of this card");
            check.Within(distance ?? 0, 0, double.MaxValue, "hd95." + name);
        }
        check.That(Metrics.Cases >= 1, "cases", $"found {Metrics.Cases}, expected 1 or more");
        check.That(Metrics.Groups >= 1 && Metrics.Groups <= Metrics.Cases, "groups", $"found {Metrics.Groups}, expected 1 to the {Metrics.Cases} cases");
    }
}
