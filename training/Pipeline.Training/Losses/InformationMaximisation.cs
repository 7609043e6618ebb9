using static TorchSharp.torch;

namespace Pipeline.Training.Losses;

/// <summary>
/// The cheap replacement of the local mutual information, O(K) per pixel (Peng et al. 2022, after IMSAT, Hu et al. 2017): every pixel
/// certain, all clusters used, both views alike. L = ½ Σ_views [mean_pixel H(q) − λ H(mean q)] + mean (x − y)².
/// Cluster probabilities x, y [N,K,H,W], optional mask [N,1,H,W] of the pixels that count; both receive gradient.
/// </summary>
public static class InformationMaximisation
{
    public static Tensor Of(Tensor x, Tensor y, double lambda = 1, Tensor? mask = null)
    {
        if (mask is not null) (x, y) = (Pixels(x, mask), Pixels(y, mask));
        return (View(x, lambda) + View(y, lambda)) / 2 + nn.functional.mse_loss(x, y);
    }

    /// <summary>The pixels that count as one row: [1,K,P,1].</summary>
    private static Tensor Pixels(Tensor q, Tensor mask) =>
        q.permute(1, 0, 2, 3).flatten(1).index_select(1, mask.flatten().nonzero().flatten()).unsqueeze(0).unsqueeze(-1);

    private static Tensor View(Tensor q, double lambda) => Entropy.Of(q) - lambda * Entropy.Of(q.mean([0, 2, 3]).unsqueeze(0));
}
