using Pipeline.Networks;
using static TorchSharp.torch;

namespace Pipeline.Training.Regimes.Semi;

/// <summary>
/// Labelled images, unlabelled images and their copies through the network in training mode: in one pass, so that all three share the batch
/// statistics (the paper), or in two, labelled images on their own.
/// </summary>
internal static class ForwardPass
{
    /// <summary>The plain forward pass of supervised training: [B_l,M,H,W] → logits.</summary>
    public static Tensor Labelled(MiUNet network, Tensor labelled) => network.Features(TorchOps.Instance, labelled).Logits;

    public static (Tensor Labelled, UnlabelledOutputs Unlabelled) OfAll(MiUNet network, Tensor labelled, Tensor plain, Tensor copies, bool twoStage)
    {
        if (twoStage)
        {
            var alone = Labelled(network, labelled);
            var (logits, features) = network.Features(TorchOps.Instance, cat([plain, copies]));
            return (alone, Unlabelled(logits, features, [plain.shape[0], copies.shape[0]]));
        }
        long[] sizes = [labelled.shape[0], plain.shape[0], copies.shape[0]];
        var (all, allFeatures) = network.Features(TorchOps.Instance, cat([labelled, plain, copies]));
        return (all.split(sizes)[0], Unlabelled(all, allFeatures, sizes));
    }

    /// <summary>The last two parts of the batch; one split per tensor, whose gradient is one concatenation.</summary>
    private static UnlabelledOutputs Unlabelled(Tensor logits, IReadOnlyDictionary<string, Tensor> features, long[] sizes)
    {
        var logitParts = logits.split(sizes);
        var featureParts = features.ToDictionary(feature => feature.Key, feature => feature.Value.split(sizes), StringComparer.Ordinal);
        return new UnlabelledOutputs(
            logitParts[^2],
            logitParts[^1],
            featureParts.ToDictionary(feature => feature.Key, feature => feature.Value[^2], StringComparer.Ordinal),
            featureParts.ToDictionary(feature => feature.Key, feature => feature.Value[^1], StringComparer.Ordinal));
    }
}
