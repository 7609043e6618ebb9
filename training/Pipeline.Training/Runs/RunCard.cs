using Pipeline.Bundles;
using Pipeline.Networks;
using Pipeline.Training.Preparation;

namespace Pipeline.Training.Runs;

/// <summary>The card of what a run trains: the same text decides how training validates and how the runtime segments.</summary>
public static class RunCard
{
    /// <summary>A card with a placeholder name and version, for validation during training.</summary>
    public static Card Draft(OpenRun run)
    {
        var dataset = run.Data?.Reader.Description
            ?? throw new InvalidOperationException($"the regime {run.Definition.Name} has no data set, so it makes its own card");
        return Make(run, dataset.Modalities.Count == 1 ? "image" : "images", $"{run.Definition.Name}-{run.Data.Reader.Name}", "0.0.0", 16);
    }

    /// <summary>The card of an export.</summary>
    public static Card For(OpenRun run, Signature signature, string name, string version) =>
        Make(run, signature.Inputs[0], name, version, signature.Divisibility) with { Output = new OutputInfo { Name = signature.Outputs[0], Kind = OutputKind.Logits } };

    private static Card Make(OpenRun run, string input, string name, string version, int divisibility)
    {
        var data = run.Data!;
        var record = run.Configuration.Data!;
        var dataset = data.Reader.Description;
        var patch = run.Definition.Patch(run.Settings);
        return new Card
        {
            Name = name,
            Version = version,
            Task = "segmentation",
            Description = dataset.Task + ".",
            Labels = dataset.Labels,
            Modalities = dataset.Modalities,
            Dimensions = 2,
            Spacing = dataset.Spacing,
            Patch = [patch, patch],
            Divisibility = divisibility,
            InputName = input,
            Output = new OutputInfo { Name = "logits", Kind = OutputKind.Logits },
            Preprocessing = record.Preprocessing,
            Postprocessing = dataset.Postprocessing,
            Regime = run.Definition.Name,
            Annotations = new AnnotationInfo
            {
                Kind = data.Labelled.Count > 0 ? "masks" : "none",
                Volumes = data.Labelled.Count,
                Groups = data.Labelled.Select(c => c.Image.Group).Distinct(StringComparer.Ordinal).Count(),
            },
            Dataset = new DatasetInfo
            {
                Name = dataset.Title,
                Licence = dataset.Licence,
                LicenceUrl = dataset.LicenceUrl,
                Citation = dataset.Citation,
                Hash = record.Hash,
                SplitHash = record.SplitHash,
            },
            Seeds = [run.Configuration.Seed],
            Commit = run.Configuration.Commit,
            Versions = run.Configuration.Versions,
            Command = run.Configuration.Command,
            Envelope = Envelope(dataset.Modalities, data.Facts),
        };
    }

    private static EnvelopeInfo Envelope(IReadOnlyList<string> modalities, IReadOnlyList<CaseFacts> facts) => new()
    {
        Intensity = modalities.Select((modality, m) => (modality, m)).ToDictionary(
            pair => pair.modality,
            pair => new IntensityEnvelope
            {
                P1 = Median(facts.Select(f => f.Percentiles[3 * pair.m])),
                P50 = Median(facts.Select(f => f.Percentiles[3 * pair.m + 1])),
                P99 = Median(facts.Select(f => f.Percentiles[3 * pair.m + 2])),
            },
            StringComparer.Ordinal),
        Spacing = [.. Enumerable.Range(0, 3).Select(axis => new ValueRange
        {
            Min = Round(facts.Min(f => f.Spacing[axis])),
            Max = Round(facts.Max(f => f.Spacing[axis])),
        })],
        Orientations = [.. facts.Select(f => f.Orientation).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
    };

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        var middle = sorted.Count / 2;
        return sorted.Count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    // Files store spacings in single precision; 1 µm is enough.
    private static double Round(double mm) => Math.Round(mm, 3);
}
