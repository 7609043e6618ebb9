using Pipeline.Training.Batches;

namespace Pipeline.Training.Regimes.Semi;

/// <summary>One step's images: labelled windows, unlabelled windows, the views that become the copies, and the draws that make them.</summary>
public sealed class SemiBatch(LabelledBatch labelled, UnlabelledBatch? unlabelled, StrongViews? views, bool affine) : Batch
{
    public LabelledBatch Labelled { get; } = labelled;

    /// <summary>Null where no loss uses unlabelled images.</summary>
    public UnlabelledBatch? Unlabelled { get; } = unlabelled;

    /// <summary>The unlabelled windows, strongly changed in intensity, not yet transformed; null where the copies keep their intensities.</summary>
    public StrongViews? Views { get; } = views;

    /// <summary>Flip along H and along W of every unlabelled image, [B × 2].</summary>
    public bool[] Flips { get; } = new bool[2 * (unlabelled?.Count ?? 0)];

    /// <summary>Affine map of every unlabelled image, its flips included, [B × 2 × 3]; null where the copies are flipped alone. See <see cref="AffineMaps"/>.</summary>
    public float[]? Maps { get; } = affine ? new float[AffineMaps.Numbers * (unlabelled?.Count ?? 0)] : null;
}
