namespace Pipeline.Bundles;

/// <summary>The headline of metrics.json, repeated in the card of a bundle.</summary>
public sealed record MetricsSummary
{
    /// <summary>Mean foreground Dice: over classes, then over cases, 3-D, on the input's own grid.</summary>
    public required double MeanDice { get; init; }

    /// <summary>Its 95 % bootstrap interval [lower, upper] over groups.</summary>
    public required IReadOnlyList<double> MeanDiceInterval { get; init; }

    /// <summary>Dice by class name.</summary>
    public required IReadOnlyDictionary<string, double> Dice { get; init; }

    /// <summary>95th-percentile Hausdorff distance in mm by class name; null where it was undefined in every case.</summary>
    public required IReadOnlyDictionary<string, double?> Hd95 { get; init; }

    /// <summary>Cases measured.</summary>
    public required int Cases { get; init; }

    /// <summary>Patients that they belong to.</summary>
    public required int Groups { get; init; }
}
