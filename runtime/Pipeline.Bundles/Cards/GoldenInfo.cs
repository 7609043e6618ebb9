namespace Pipeline.Bundles;

/// <summary>One phantom input and the label map that the model gave for it when the bundle was made.</summary>
public sealed record GoldenInfo
{
    /// <summary>Seed of the phantom.</summary>
    public required long Seed { get; init; }

    /// <summary>Path of the image inside the bundle, for example <c>golden/input.nii.gz</c>; one per modality, in the card's order.</summary>
    public required IReadOnlyList<string> Input { get; init; }

    /// <summary>Path of the label map inside the bundle.</summary>
    public required string Expected { get; init; }
}
