using static TorchSharp.torch;

namespace Pipeline.Training.Losses;

/// <summary>
/// Negative mutual information of tables P [..., K, K], each symmetric with sum 1:
/// L = −Σ_ij P_ij [log(P_ij + ε) − λ log(p_j + ε) − λ log(p_i + ε)], p_i and p_j the row and column sums; one value per table.
/// λ = 1 is −MI, in [−log K, 0]; a larger λ pushes harder towards an even use of the clusters (Ji et al. 2019, IIC).
/// </summary>
internal static class JointInformation
{
    public static Tensor Negative(Tensor joint, double lambda, double epsilon)
    {
        var rows = (joint.sum(-1, keepdim: true) + epsilon).log();
        var columns = (joint.sum(-2, keepdim: true) + epsilon).log();
        return -(joint * ((joint + epsilon).log() - lambda * columns - lambda * rows)).sum([-2, -1]);
    }
}
