namespace Pipeline.Bundles;

/// <summary>All that was measured about one model; null means that it could not be.</summary>
public sealed record GateEvidence
{
    /// <summary>The model's own figures.</summary>
    public MetricsFile? Metrics { get; init; }

    /// <summary>Figures of the version before, on the same cases; null when there is no such version.</summary>
    public MetricsFile? Previous { get; init; }

    /// <summary>The bundle's parity.json.</summary>
    public ParityFile? Parity { get; init; }

    /// <summary>The golden pair on this machine.</summary>
    public GoldenResult? Golden { get; init; }

    /// <summary>Whether a gate may pass although its data are not on this machine.</summary>
    public bool WithoutData { get; init; }
}
