namespace Pipeline.Bundles;

/// <summary>The training data, its terms, and the hashes that tell whether it was the same data.</summary>
public sealed record DatasetInfo
{
    /// <summary>Name of the data set.</summary>
    public required string Name { get; init; }

    /// <summary>Licence of the data, SPDX where there is one; the model inherits its terms.</summary>
    public required string Licence { get; init; }

    /// <summary>Where the licence can be read.</summary>
    public string? LicenceUrl { get; init; }

    /// <summary>How to cite the data.</summary>
    public required string Citation { get; init; }

    /// <summary>SHA-256 (64 hex digits) over the training files.</summary>
    public required string Hash { get; init; }

    /// <summary>SHA-256 of the split file, when there was one.</summary>
    public string? SplitHash { get; init; }
}
