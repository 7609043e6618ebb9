using Pipeline.Training.Configuration;
using Pipeline.Training.Datasets;
using Pipeline.Training.Preparation;

namespace Pipeline.Training.Runs;

/// <summary>A run with its settings read and its data prepared: ready to train, export or evaluate.</summary>
public sealed record OpenRun
{
    public required RunFolder Folder { get; init; }

    public required RegimeDefinition Definition { get; init; }

    public required RunSettings Settings { get; init; }

    /// <summary>Null for a regime without a data set.</summary>
    public OpenData? Data { get; init; }

    public RunConfiguration Configuration => Folder.Configuration;
}

/// <summary>The data of an open run.</summary>
/// <param name="Name">Name of the reader.</param>
/// <param name="Description">What they are; made-up data say so.</param>
/// <param name="Labelled">Prepared training cases whose labels were read.</param>
/// <param name="Unlabelled">Prepared training cases whose labels were not read.</param>
/// <param name="Validation">Validation cases, as files.</param>
/// <param name="Facts">What the training cases looked like.</param>
public sealed record OpenData(
    string Name,
    DatasetDescription Description,
    IReadOnlyList<LabelledCase> Labelled,
    IReadOnlyList<ImageCase> Unlabelled,
    IReadOnlyList<DatasetCase> Validation,
    IReadOnlyList<CaseFacts> Facts);
