using Pipeline.Bundles;
using Pipeline.Training.Configuration;
using Pipeline.Training.Preparation;

namespace Pipeline.Training.Runs;

/// <summary>
/// The card of what a run trains, made when the run is made and kept in its folder: the same text decides how training validates and how
/// the runtime segments. Name and version are placeholders until export.
/// </summary>
public static class RunCard
{
    public static Card Draft(RegimeDefinition definition, RunSettings settings, RunConfiguration configuration, OpenData data)
    {
        var record = configuration.Data ?? throw new ArgumentException("a card needs data", nameof(configuration));
        var dataset = data.Description;
        var shape = definition.Shape(settings);
        return new Card
        {
            Name = $"{definition.Name}-{data.Name}",
            Version = "0.0.0",
            Task = "segmentation",
            Description = dataset.Task + "." + Unlabelled(data.Unlabelled, definition.ReadsValidationImages(settings)),
            Labels = dataset.Labels,
            Modalities = dataset.Modalities,
            Dimensions = 2,
            Spacing = dataset.Spacing,
            Patch = [shape.Patch, shape.Patch],
            Divisibility = shape.Divisibility,
            InputName = shape.Input,
            Output = new OutputInfo { Name = shape.Output, Kind = OutputKind.Logits },
            TestTimeFlips = settings.Training.TestTimeFlips ? true : null,
            Preprocessing = record.Preprocessing,
            Postprocessing = dataset.Postprocessing,
            Regime = definition.Name,
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
            Seeds = [configuration.Seed],
            Commit = configuration.Commit,
            Versions = configuration.Versions,
            Command = configuration.Command,
            Envelope = Envelope(dataset.Modalities, data.Facts),
        };
    }

    private static string Unlabelled(IReadOnlyList<ImageCase> cases, bool validationAmongThem)
    {
        if (cases.Count == 0) return "";
        var patients = cases.Select(c => c.Group).Distinct(StringComparer.Ordinal).Count();
        return $" {cases.Count} further training volumes ({patients} patients) came without masks"
            + (validationAmongThem ? "; those of the validation patients are among them, which flatters the validation scores." : ".");
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
