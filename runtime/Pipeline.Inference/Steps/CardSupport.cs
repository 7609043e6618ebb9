using Pipeline.Bundles;

namespace Pipeline.Inference;

/// <summary>What of a card this version can run; anything else is refused before a session is opened.</summary>
internal static class CardSupport
{
    /// <summary>Throws where the card asks for something that is not here.</summary>
    public static void Check(Card card)
    {
        if (card.Dimensions != 2)
            throw new BundleException("card.json", "unsupported", $"dimensions: found {card.Dimensions}, this version runs 2-D networks slice by slice; use a newer one.");
        if (card.Output.Kind == OutputKind.Clusters)
            throw new BundleException("card.json", "unsupported", "output.kind: found clusters, this version takes logits, probabilities or a map; use a newer one.");
        if (card.Labels.Count < 2)
            throw new BundleException("card.json", "unsupported", "labels: found the background alone, expected one foreground label or more.");
    }

    /// <summary>Channels C of the output [N,C,H,W] that becomes the label map.</summary>
    public static int Channels(Card card) => card.Output.Kind == OutputKind.Map ? 1 : card.Labels.Count;

    /// <summary>Whether the network's output must be normalised before class maps are interpolated.</summary>
    public static bool NeedsSoftmax(Card card) => card.Output.Kind == OutputKind.Logits;
}
