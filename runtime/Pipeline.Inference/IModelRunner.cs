namespace Pipeline.Inference;

/// <summary>
/// A segmentation network that can be run on 2-D slices. ONNX Runtime stands behind it in the product and the training
/// library behind it in training's own evaluation, so that both share one pre- and post-processing.
/// Letters of the shapes: N slices, M modalities, C classes, H rows, W columns.
/// </summary>
public interface IModelRunner : IDisposable
{
    /// <summary>The one shape that the network takes; null where any batch and, within its divisor, any size goes.</summary>
    FixedInput? FixedInput => null;

    /// <summary>Runs the network: <paramref name="input"/> is [N,M,H,W], <paramref name="output"/> [N,C,H,W]; M and C follow from the lengths.</summary>
    void Run(ReadOnlySpan<float> input, int n, int h, int w, Span<float> output);
}
