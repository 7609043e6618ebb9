namespace Pipeline.Training.Runs;

/// <summary>What a user asks for, before anything is resolved.</summary>
public sealed record RunRequest
{
    public required string Regime { get; init; }

    public required string Preset { get; init; }

    /// <summary>"key=value" assignments, applied in order.</summary>
    public IReadOnlyList<string> Assignments { get; init; } = [];

    public required long Seed { get; init; }

    /// <summary>Reader name; null for a regime without a data set.</summary>
    public string? Dataset { get; init; }

    /// <summary>The data set's folder.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Split file; null takes split.json beside the data if it is there.</summary>
    public string? SplitFile { get; init; }

    /// <summary>Share of the training patients kept for validation where the split file names none.</summary>
    public double ValidationFraction { get; init; } = 0.2;

    /// <summary>Share of the patients kept for testing where there is no split file.</summary>
    public double TestFraction { get; init; } = 0.2;

    /// <summary>auto, cpu, cuda or cuda:n.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>Threads of the tensor library.</summary>
    public required int Threads { get; init; }

    /// <summary>The run's folder.</summary>
    public required string Folder { get; init; }

    /// <summary>Cache of prepared cases; null takes the default.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>The command line, for the record.</summary>
    public required string Command { get; init; }
}
