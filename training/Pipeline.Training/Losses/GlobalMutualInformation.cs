using static TorchSharp.torch;

namespace Pipeline.Training.Losses;

/// <summary>
/// Mutual information between the clusters of N images and of their transformed copies, negated (Peng et al. 2021, after IIC):
/// P = xᵀy over the images, made symmetric, divided by its sum; the loss is <see cref="JointInformation"/> of it with ε = 1e-10.
/// Cluster probabilities x, y [N,K]; a scalar in [−min(log K, log 2N), 0] for λ = 1. Both receive gradient.
/// </summary>
public static class GlobalMutualInformation
{
    private const double Epsilon = 1e-10;

    public static Tensor Of(Tensor x, Tensor y, double lambda = 1) =>
        JointInformation.Negative(Joint(x, y), lambda, Epsilon).to(x.dtype);

    /// <summary>The joint distribution P [K,K], in double precision: a table is small and everything after it is cheap.</summary>
    internal static Tensor Joint(Tensor x, Tensor y)
    {
        var table = x.to(ScalarType.Float64).t().matmul(y.to(ScalarType.Float64));
        table = (table + table.t()) / 2;
        return table / table.sum();
    }
}
