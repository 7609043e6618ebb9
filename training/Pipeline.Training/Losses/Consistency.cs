using static TorchSharp.torch;

namespace Pipeline.Training.Losses;

/// <summary>
/// Agreement of a prediction with a target that receives no gradient, mean over all N·H·W pixels. With a = softmax(logits) and
/// b = softmax(target): <c>mse</c> (1/C) Σ_c (a_c − b_c)² (Peng et al. 2021); <c>kl</c> Σ_c b_c log(b_c / a_c); <c>hard</c> cross-entropy
/// against argmax b plus soft Dice against it. Pixels with max b below the confidence count as 0 (FixMatch, Sohn et al. 2020).
/// Logits and target logits [N,C,H,W], on the same grid, optional mask [N,H,W] of the pixels that the mean is taken over; a scalar.
/// </summary>
public static class Consistency
{
    public static IReadOnlyList<string> Forms { get; } = ["mse", "kl", "hard"];

    public static Tensor Of(string form, Tensor logits, Tensor target, double confidence = 0, Tensor? mask = null)
    {
        var frozen = target.detach();
        var certain = confidence > 0 ? frozen.softmax(1).amax(1).ge(confidence).to(logits.dtype) : null;
        var pixels = form switch
        {
            "mse" => (logits.softmax(1) - frozen.softmax(1)).pow(2).mean([1]),
            "kl" => KullbackLeibler(nn.functional.log_softmax(logits, 1), nn.functional.log_softmax(frozen, 1)),
            "hard" => nn.functional.cross_entropy(logits, frozen.argmax(1), reduction: nn.Reduction.None),
            _ => throw new ArgumentException($"consistency form '{form}' is unknown; expected {string.Join(", ", Forms)}", nameof(form)),
        };
        var counted = mask is null || certain is null ? mask ?? certain : mask * certain;
        if (counted is not null) pixels = pixels * counted;
        var mean = mask is null ? pixels.mean() : pixels.sum() / mask.sum();
        return form == "hard" ? mean + SoftDice.Of(logits, frozen.argmax(1), mask: counted) : mean;
    }

    private static Tensor KullbackLeibler(Tensor logA, Tensor logB) => (logB.exp() * (logB - logA)).sum(1);
}
