using Pipeline.Training.Augmentation;

namespace Pipeline.Training.Batches;

/// <summary>How windows are cut.</summary>
/// <param name="Size">Side of the window, pixels of the prepared grid.</param>
/// <param name="Seed">The run's seed.</param>
/// <param name="Stream">Keeps several samplers of one run apart (0 = labelled, 1 = unlabelled, …).</param>
/// <param name="Augmentation">What is drawn per window.</param>
public sealed record SamplingOptions(int Size, long Seed, int Stream, AugmentationOptions Augmentation)
{
    /// <summary>Whether intensities are changed as well as geometry.</summary>
    public bool Intensity { get; init; } = true;
}
