namespace Pipeline.Bundles;

/// <summary>The network's output that becomes the label map.</summary>
public sealed record OutputInfo
{
    /// <summary>Name of the graph's output, shape [N,C,H,W] or [N,C,D,H,W].</summary>
    public required string Name { get; init; }

    /// <summary>What its numbers mean.</summary>
    public required OutputKind Kind { get; init; }

    /// <summary>Only for <see cref="OutputKind.Map"/>: foreground is strictly above it (as 32-bit floats), on the input's own grid.</summary>
    public double? Threshold { get; init; }
}
