namespace Pipeline.Bundles;

/// <summary>One class over all cases.</summary>
public sealed record ClassMetrics
{
    /// <summary>Mean 3-D Dice over cases; a case where truth and prediction are both empty counts as 1.</summary>
    public required double Dice { get; init; }

    /// <summary>Its 95 % bootstrap interval [lower, upper] over groups.</summary>
    public required IReadOnlyList<double> DiceInterval { get; init; }

    /// <summary>Mean HD95 in mm over the cases where it is defined; null when there is none.</summary>
    public double? Hd95 { get; init; }

    /// <summary>Cases left out of <see cref="Hd95"/> because truth and prediction are both empty.</summary>
    public required int Hd95Undefined { get; init; }
}
