namespace Pipeline.Networks;

/// <summary>How the maps of several modalities become one.</summary>
public enum CamFusion
{
    /// <summary>Arithmetic mean.</summary>
    Mean,

    /// <summary>The largest of them.</summary>
    Max,

    /// <summary>Geometric mean.</summary>
    GeometricMean,
}
