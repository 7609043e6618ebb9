namespace Pipeline.Bundles;

/// <summary>One value of the label map. The network's channel c gives the label at position c of the card's list.</summary>
public sealed record LabelInfo
{
    /// <summary>Value in the label map; 0 is background.</summary>
    public required int Value { get; init; }

    /// <summary>Name of the structure, for example <c>left ventricle</c>.</summary>
    public required string Name { get; init; }
}
