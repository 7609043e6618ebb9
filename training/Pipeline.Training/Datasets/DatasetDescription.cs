using Pipeline.Bundles;

namespace Pipeline.Training.Datasets;

/// <summary>Facts of a data set that go into the card, and its default preparation.</summary>
public sealed record DatasetDescription
{
    /// <summary>Full name as cited, e.g. "ACDC (Automated Cardiac Diagnosis Challenge)".</summary>
    public required string Title { get; init; }

    public required string Task { get; init; }

    /// <summary>Modalities in the order of the network's input channels.</summary>
    public required IReadOnlyList<string> Modalities { get; init; }

    /// <summary>Label values and names, background 0 first.</summary>
    public required IReadOnlyList<LabelInfo> Labels { get; init; }

    public required string Licence { get; init; }

    public string? LicenceUrl { get; init; }

    public required string Citation { get; init; }

    /// <summary>In-plane spacing of the prepared slices, mm.</summary>
    public required IReadOnlyList<double> Spacing { get; init; }

    public required IReadOnlyList<PreprocessingStep> Preprocessing { get; init; }

    public required IReadOnlyList<PostprocessingStep> Postprocessing { get; init; }
}
