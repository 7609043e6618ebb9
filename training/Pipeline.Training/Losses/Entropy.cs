using static TorchSharp.torch;

namespace Pipeline.Training.Losses;

/// <summary>
/// Mean entropy of distributions: L = −mean Σ_k p_k log(p_k + 1e-16), the sum over dimension 1, the mean over all others.
/// Probabilities p [N,K,…]; a scalar in [0, log K].
/// </summary>
public static class Entropy
{
    private const double Epsilon = 1e-16;

    public static Tensor Of(Tensor probabilities) => -(probabilities * (probabilities + Epsilon).log()).sum(1).mean();
}
