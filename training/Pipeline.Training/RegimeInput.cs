using Pipeline.Training.Configuration;
using Pipeline.Training.Datasets;
using Pipeline.Training.Preparation;
using Pipeline.Training.Validation;
using static TorchSharp.torch;

namespace Pipeline.Training;

/// <summary>What a regime is built from.</summary>
public sealed record RegimeInput
{
    public required RunSettings Settings { get; init; }

    public required long Seed { get; init; }

    public required Device Device { get; init; }

    /// <summary>Facts of the data set; null for a regime without one.</summary>
    public DatasetDescription? Dataset { get; init; }

    /// <summary>Cases with labels, as far as the regime may see them.</summary>
    public IReadOnlyList<LabelledCase> Labelled { get; init; } = [];

    /// <summary>Cases whose labels were not read.</summary>
    public IReadOnlyList<ImageCase> Unlabelled { get; init; } = [];

    /// <summary>Scores a network on the validation patients; null without any.</summary>
    public DiceValidator? Validator { get; init; }
}
