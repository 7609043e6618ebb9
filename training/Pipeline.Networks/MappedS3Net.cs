using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pipeline.Networks;

/// <summary>
/// A trained <see cref="S3Net"/> as it is exported when its clusters are not the classes: a constant 0/1 matrix, as a 1×1 convolution, adds the
/// probabilities of the clusters of each class, so that a runtime needs no knowledge of clusters. [N,3,H,W] → <c>probs</c>
/// [N,classes,H,W] and, if asked for, <c>clusters</c> [N,K,H,W].
/// </summary>
public sealed class MappedS3Net : ExportableNetwork
{
    private readonly S3Net network;
    private readonly Conv2d map;

    /// <summary>Takes the network over.</summary>
    /// <param name="network">The trained network.</param>
    /// <param name="classOfCluster">Class of every cluster, K entries.</param>
    /// <param name="classes">Classes, background included.</param>
    /// <param name="withClusters">Give the clusters' probabilities, too.</param>
    public MappedS3Net(S3Net network, IReadOnlyList<int> classOfCluster, int classes, bool withClusters = false)
        : base(nameof(MappedS3Net))
    {
        ArgumentNullException.ThrowIfNull(network);
        if (classOfCluster.Count != network.Clusters || classOfCluster.Any(label => label < 0 || label >= classes))
        {
            throw new ArgumentException(
                $"Cluster map is [{string.Join(", ", classOfCluster)}], expected {network.Clusters} classes from 0 to {classes - 1}, one per cluster.");
        }
        this.network = network;
        Signature = network.Signature with { Outputs = withClusters ? ["probs", "clusters"] : ["probs"] };
        map = Conv2d(network.Clusters, classes, 1, bias: false);
        float[] matrix = new float[classes * network.Clusters];
        for (int cluster = 0; cluster < network.Clusters; cluster++)
        {
            matrix[(classOfCluster[cluster] * network.Clusters) + cluster] = 1;
        }
        using (no_grad())
        using (Tensor values = tensor(matrix, map.weight.shape))
        {
            map.weight.copy_(values);
        }
        map.weight.requires_grad = false;
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Signature Signature { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<T> Run<T>(IOps<T> ops, IReadOnlyList<T> inputs)
    {
        T clusters = network.Run(ops, inputs)[0];
        T probabilities = ops.Conv2d(map, clusters);
        return Signature.Outputs.Count == 1 ? [probabilities] : [probabilities, clusters];
    }
}
