namespace Pipeline.Bundles;

/// <summary>Percentiles of the training volumes' raw intensities: each number is the median over volumes of that percentile.</summary>
public sealed record IntensityEnvelope
{
    /// <summary>First percentile.</summary>
    public required double P1 { get; init; }

    /// <summary>Median.</summary>
    public required double P50 { get; init; }

    /// <summary>99th percentile.</summary>
    public required double P99 { get; init; }
}
