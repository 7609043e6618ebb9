using Pipeline.Bundles;

namespace Pipeline.Export;

/// <summary>The verdict on a model against its network.</summary>
/// <param name="File">The evidence that goes into the bundle.</param>
/// <param name="Outputs">One entry per output of the signature.</param>
/// <param name="Divergence">The first layer that differs, or null.</param>
/// <param name="Failures">One sentence per broken rule; empty when the model is the network.</param>
public sealed record ParityResult(
    ParityFile File, IReadOnlyList<OutputDifference> Outputs, LayerDivergence? Divergence, IReadOnlyList<string> Failures)
{
    /// <summary>True when no rule is broken.</summary>
    public bool Passed => Failures.Count == 0;

    /// <summary>Throws with everything that is wrong, the layer first.</summary>
    /// <exception cref="ExportException">The model is not the network.</exception>
    public void ThrowIfFailed()
    {
        if (!Passed)
        {
            throw new ExportException(Divergence?.Layer ?? "", $"the exported model is not the network: {string.Join("; ", Failures)}.");
        }
    }
}
