namespace Pipeline.Bundles;

/// <summary>One case, by class name.</summary>
public sealed record CaseMetrics
{
    /// <summary>The case's id in the cases file.</summary>
    public required string Id { get; init; }

    /// <summary>Its patient.</summary>
    public required string Group { get; init; }

    /// <summary>3-D Dice on the input's own grid.</summary>
    public required IReadOnlyDictionary<string, double> Dice { get; init; }

    /// <summary>HD95 in mm; null where truth and prediction are both empty.</summary>
    public required IReadOnlyDictionary<string, double?> Hd95 { get; init; }

    /// <summary>Wall-clock time from file to label map.</summary>
    public required double Seconds { get; init; }
}
