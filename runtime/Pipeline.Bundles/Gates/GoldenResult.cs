namespace Pipeline.Bundles;

/// <summary>How the golden input came out on this machine.</summary>
/// <param name="Voxels">Voxels compared.</param>
/// <param name="Differing">Voxels whose label is not the expected one.</param>
public sealed record GoldenResult(long Voxels, long Differing);
