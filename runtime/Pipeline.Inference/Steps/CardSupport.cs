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
        if (card.Output.Kind is not (OutputKind.Logits or OutputKind.Probabilities))
            throw new BundleException("card.json", "unsupported", $"output.kind: found {card.Output.Kind.ToString().ToLowerInvariant()}, this version takes logits or probabilities; use a newer one.");
        if (card.Labels.Count < 2)
            throw new BundleException("card.json", "unsupported", "labels: found the background alone, expected one foreground label or more.");
    }

    /// <summary>Whether the network's output must be normalised before class maps are interpolated.</summary>
    public static bool NeedsSoftmax(Card card) => card.Output.Kind == OutputKind.Logits;
}
