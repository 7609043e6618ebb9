using Pipeline.Bundles;

namespace Pipeline.Inference.Tests;

/// <summary>Cards for the tiny models.</summary>
internal static class TinyCards
{
    /// <summary>A 2-D card with <paramref name="classes"/> labels 0, 1, 2, … and nothing but what is given.</summary>
    public static Card Card(
        int classes = 2,
        string[]? modalities = null,
        int divisor = 1,
        PreprocessingStep[]? before = null,
        PostprocessingStep[]? after = null,
        OutputKind kind = OutputKind.Logits,
        double? threshold = null) => new()
        {
            Name = "tiny",
            Version = "1.0.0",
            Task = "segmentation",
            Description = "A test network.",
            Labels = [.. Enumerable.Range(0, classes).Select(c => new LabelInfo { Value = c, Name = c == 0 ? "background" : $"class {c}" })],
            Modalities = modalities ?? ["mr"],
            Dimensions = 2,
            Spacing = [1, 1],
            Patch = [16 * divisor, 16 * divisor],
            Divisibility = divisor,
            Output = new OutputInfo { Name = "logits", Kind = kind, Threshold = threshold },
            Preprocessing = before ?? [],
            Postprocessing = after ?? [],
            Regime = "full",
            Annotations = new AnnotationInfo { Kind = "masks", Volumes = 1, Groups = 1 },
            Dataset = new DatasetInfo { Name = "phantom", Licence = "CC0-1.0", Citation = "", Hash = new string('0', 64) },
            Seeds = [0],
            Commit = "0000000",
            Versions = new Dictionary<string, string>(),
            Command = "",
            Envelope = new EnvelopeInfo { Intensity = new Dictionary<string, IntensityEnvelope>(), Spacing = [], Orientations = [] },
        };
}
