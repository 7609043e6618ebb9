using Pipeline.Networks;
using static TorchSharp.torch;

namespace Pipeline.Training.Regimes.Semi;

/// <summary>
/// Labelled images, unlabelled images and their copies through the network in training mode: in one pass, so that all three share the batch
/// statistics (the paper), or in two, labelled images on their own.
/// </summary>
internal static class ForwardPass
{
    /// <summary>The plain forward pass: [B,M,H,W] → logits [B,C,H,W].</summary>
    public static Tensor Logits(MiUNet network, TorchOps ops, Tensor images) => TorchOps.Widened(network.Features(ops, images).Logits);

    /// <param name="plain">Null where nothing is learnt from the plain images: a teacher reads them, and no mutual information does.</param>
    public static (Tensor Labelled, UnlabelledOutputs Unlabelled) OfAll(MiUNet network, TorchOps ops, Tensor labelled, Tensor? plain, Tensor copies, bool twoStage)
    {
        Tensor[] unlabelled = plain is null ? [copies] : [plain, copies];
        Tensor[] images = twoStage ? unlabelled : [labelled, .. unlabelled];
        var alone = twoStage ? Logits(network, ops, labelled) : null;
        var (logits, features) = network.Features(ops, cat(images));
        // One split per tensor, whose gradient is one concatenation.
        long[] sizes = [.. images.Select(part => part.shape[0])];
        var parts = TorchOps.Widened(logits).split(sizes);
        var featureParts = features.ToDictionary(feature => feature.Key, feature => feature.Value.split(sizes), StringComparer.Ordinal);
        Dictionary<string, Tensor> Features(int fromEnd) => featureParts.ToDictionary(feature => feature.Key, feature => feature.Value[^fromEnd], StringComparer.Ordinal);
        return (alone ?? parts[0], new UnlabelledOutputs(plain is null ? null : parts[^2], parts[^1], plain is null ? null : Features(2), Features(1)));
    }
}
