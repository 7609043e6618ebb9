using Pipeline.Training.Batches;

namespace Pipeline.Training.Regimes.Semi;

/// <summary>One step's images: labelled windows, unlabelled windows, the views that become the copies, and the flips that make them.</summary>
public sealed class SemiBatch(LabelledBatch labelled, UnlabelledBatch? unlabelled, StrongViews? views) : Batch
{
    public LabelledBatch Labelled { get; } = labelled;

    /// <summary>Null where no loss uses unlabelled images.</summary>
    public UnlabelledBatch? Unlabelled { get; } = unlabelled;

    /// <summary>The unlabelled windows, strongly changed in intensity, not yet flipped; null where the copies are flips alone.</summary>
    public StrongViews? Views { get; } = views;

    /// <summary>Flip along H and along W of every unlabelled image, [B × 2].</summary>
    public bool[] Flips { get; } = new bool[2 * (unlabelled?.Count ?? 0)];
}
