namespace Pipeline.Imaging.Formats;

/// <summary>How a file stores its voxels: value = stored · slope + intercept.</summary>
internal readonly record struct StoredVoxels(VoxelType Type, bool BigEndian, double Slope = 1, double Intercept = 0)
{
    public bool IsScaled => !(Slope == 1 && Intercept == 0);
}
