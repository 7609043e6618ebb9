namespace Pipeline.Imaging;

/// <summary>Which voxels count as neighbours.</summary>
public enum Connectivity
{
    /// <summary>Those that share a face.</summary>
    Six = 6,

    /// <summary>Those that share a face, an edge or a corner.</summary>
    TwentySix = 26,
}
