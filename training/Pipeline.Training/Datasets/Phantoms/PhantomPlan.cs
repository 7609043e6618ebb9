namespace Pipeline.Training.Datasets.Phantoms;

/// <summary>What kind of body a phantom scan shows. Sizes are small: a layout and its physics are the point, not megabytes.</summary>
internal sealed record PhantomPlan
{
    /// <summary>Values of the structures to draw.</summary>
    public required IReadOnlyList<int> Labels { get; init; }

    /// <summary>Hounsfield units with fixed tissues, instead of a magnetic-resonance signal that differs from scan to scan.</summary>
    public bool Hounsfield { get; init; }

    /// <summary>In-plane spacing in mm, lowest and highest.</summary>
    public required (double Low, double High) Spacing { get; init; }

    /// <summary>Distance of slices in mm, lowest and highest.</summary>
    public required (double Low, double High) Thickness { get; init; }

    /// <summary>Side of the square slices, voxels.</summary>
    public int Side { get; init; } = 88;

    /// <summary>Number of slices, lowest and highest.</summary>
    public (int Low, int High) Slices { get; init; } = (12, 16);
}
