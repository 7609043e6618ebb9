using static TorchSharp.torch;

namespace Pipeline.Training.Losses;

/// <summary>
/// Soft Dice over the whole batch: L = 1 − mean over foreground classes c of (2 Σ p·t + s) / (Σ p + Σ t + s), sums over N, H and W,
/// p = softmax(z), t = one-hot(y), s = smoothing. Background is left out: it would hide the small structures.
/// Summing over the batch before dividing keeps slices without a class from yielding 0/0 (Drozdzal et al. 2016, batch form of nnU-Net).
/// Logits z [N,C,H,W], class indices y [N,H,W] (int64), optional mask [N,H,W] of the pixels that count; a scalar in [0, 1].
/// </summary>
public static class SoftDice
{
    public const double Smoothing = 1e-5;

    public static Tensor Of(Tensor logits, Tensor labels, double smoothing = Smoothing, Tensor? mask = null)
    {
        var classes = logits.shape[1];
        var probabilities = nn.functional.softmax(logits, 1).slice(1, 1, classes, 1);
        var truth = nn.functional.one_hot(labels, classes).permute(0, 3, 1, 2).slice(1, 1, classes, 1).to(logits.dtype);
        if (mask is not null)
        {
            probabilities = probabilities * mask.unsqueeze(1);
            truth = truth * mask.unsqueeze(1);
        }
        long[] pixels = [0, 2, 3];
        var intersection = (probabilities * truth).sum(pixels);
        var sizes = probabilities.sum(pixels) + truth.sum(pixels);
        return 1 - ((2 * intersection + smoothing) / (sizes + smoothing)).mean();
    }
}
