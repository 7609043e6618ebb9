namespace Pipeline.Bundles;

/// <summary>One case: the images of one volume, and its label map if there is one.</summary>
public sealed record CaseEntry
{
    /// <summary>Unique in the file.</summary>
    public required string Id { get; init; }

    /// <summary>The patient; intervals resample groups, not cases.</summary>
    public required string Group { get; init; }

    /// <summary>Image path by modality name.</summary>
    public required IReadOnlyDictionary<string, string> Images { get; init; }

    /// <summary>Path of the label map; null when the case is not annotated.</summary>
    public string? Label { get; init; }
}
