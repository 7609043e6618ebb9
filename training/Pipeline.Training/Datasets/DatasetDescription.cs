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

    /// <summary>
    /// Values that stand in the files for another label: file value → label value. Preparation follows them; whoever measures against the
    /// files themselves sees these voxels as background.
    /// </summary>
    public IReadOnlyDictionary<int, int> Aliases { get; init; } = new Dictionary<int, int>();

    public required string Licence { get; init; }

    public string? LicenceUrl { get; init; }

    public required string Citation { get; init; }

    /// <summary>In-plane spacing of the prepared slices, mm.</summary>
    public required IReadOnlyList<double> Spacing { get; init; }

    public required IReadOnlyList<PreprocessingStep> Preprocessing { get; init; }

    public required IReadOnlyList<PostprocessingStep> Postprocessing { get; init; }

    /// <summary>What a card knows of the data that its network was trained on.</summary>
    public static DatasetDescription Of(Card card) => new()
    {
        Title = card.Dataset.Name,
        Task = card.Description,
        Modalities = card.Modalities,
        Labels = card.Labels,
        Licence = card.Dataset.Licence,
        LicenceUrl = card.Dataset.LicenceUrl,
        Citation = card.Dataset.Citation,
        Spacing = card.Spacing,
        Preprocessing = card.Preprocessing,
        Postprocessing = card.Postprocessing,
    };
}
