using static TorchSharp.torch;

namespace Pipeline.Training.Losses;

/// <summary>
/// Pixel-wise cross-entropy: L = −1/(N·H·W) Σ log softmax(z)[y].
/// Logits z [N,C,H,W], class indices y [N,H,W] (int64); a scalar.
/// </summary>
public static class CrossEntropy
{
    public static Tensor Of(Tensor logits, Tensor labels) => nn.functional.cross_entropy(logits, labels);
}
