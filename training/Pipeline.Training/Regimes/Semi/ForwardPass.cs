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

    /// <param name="plain">Null where nothing is learnt from the plain images: a teacher reads them, and no mutual information does.</param>
    public static (Tensor Labelled, UnlabelledOutputs Unlabelled) OfAll(MiUNet network, Tensor labelled, Tensor? plain, Tensor copies, bool twoStage)
    {
        Tensor[] unlabelled = plain is null ? [copies] : [plain, copies];
        Tensor[] images = twoStage ? unlabelled : [labelled, .. unlabelled];
        var alone = twoStage ? Labelled(network, labelled) : null;
        var (logits, features) = network.Features(TorchOps.Instance, cat(images));
        // One split per tensor, whose gradient is one concatenation.
        long[] sizes = [.. images.Select(part => part.shape[0])];
        var parts = logits.split(sizes);
        var featureParts = features.ToDictionary(feature => feature.Key, feature => feature.Value.split(sizes), StringComparer.Ordinal);
        Dictionary<string, Tensor> Features(int fromEnd) => featureParts.ToDictionary(feature => feature.Key, feature => feature.Value[^fromEnd], StringComparer.Ordinal);
        return (alone ?? parts[0], new UnlabelledOutputs(plain is null ? null : parts[^2], parts[^1], plain is null ? null : Features(2), Features(1)));
    }
}
