namespace Pipeline.Inference;

/// <summary>What became of one case.</summary>
public sealed record PredictionEntry
{
    /// <summary>Name of the case.</summary>
    public required string Id { get; init; }

    /// <summary>Images as given, in the card's order.</summary>
    public required IReadOnlyList<string> Images { get; init; }

    /// <summary>The label map that was written; null when the case failed.</summary>
    public string? LabelMap { get; init; }

    /// <summary>Wall-clock time from file to label map in memory.</summary>
    public double Seconds { get; init; }

    /// <summary>Why the case failed, in one line; null when it is done.</summary>
    public string? Error { get; init; }
}
