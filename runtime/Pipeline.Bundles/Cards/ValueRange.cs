namespace Pipeline.Bundles;

/// <summary>A closed range; the unit stands where it is used.</summary>
public sealed record ValueRange
{
    /// <summary>Smallest value.</summary>
    public required double Min { get; init; }

    /// <summary>Largest value.</summary>
    public required double Max { get; init; }
}
