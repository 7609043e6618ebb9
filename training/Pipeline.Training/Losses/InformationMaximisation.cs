using static TorchSharp.torch;

namespace Pipeline.Training.Losses;

/// <summary>
/// The cheap replacement of the local mutual information, O(K) per pixel (Peng et al. 2022, after IMSAT, Hu et al. 2017): every pixel
/// certain, all clusters used, both views alike. L = ½ Σ_views [mean_pixel H(q) − λ H(mean q)] + mean (x − y)².
/// Cluster probabilities x, y [N,K,H,W]; both receive gradient.
/// </summary>
public static class InformationMaximisation
{
    public static Tensor Of(Tensor x, Tensor y, double lambda = 1) =>
        (View(x, lambda) + View(y, lambda)) / 2 + nn.functional.mse_loss(x, y);

    private static Tensor View(Tensor q, double lambda) => Entropy.Of(q) - lambda * Entropy.Of(q.mean([0, 2, 3]).unsqueeze(0));
}
