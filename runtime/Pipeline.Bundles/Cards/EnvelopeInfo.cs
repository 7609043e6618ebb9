namespace Pipeline.Bundles;

/// <summary>What the training images looked like, so that an input unlike them can be flagged.</summary>
public sealed record EnvelopeInfo
{
    /// <summary>Raw intensities by modality.</summary>
    public required IReadOnlyDictionary<string, IntensityEnvelope> Intensity { get; init; }

    /// <summary>Range of voxel spacing per axis x, y, z in mm, as the files had it.</summary>
    public required IReadOnlyList<ValueRange> Spacing { get; init; }

    /// <summary>Orientations that occurred, for example <c>LPS</c>.</summary>
    public required IReadOnlyList<string> Orientations { get; init; }
}
