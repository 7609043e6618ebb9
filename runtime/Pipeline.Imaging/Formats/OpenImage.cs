namespace Pipeline.Imaging.Formats;

/// <summary>An open image file whose header has been checked; the voxels come next, once.</summary>
internal abstract class OpenImage : IDisposable
{
    /// <summary>Sizes as stored, x first, each at least 1.</summary>
    public abstract long[] Dimensions { get; }

    /// <summary>Product of the sizes.</summary>
    public abstract long Count { get; }

    public abstract Geometry Geometry { get; }

    public abstract ImageHeader Describe();

    /// <summary>Reads all voxels, then what is left of compressed data, so that their checksum is verified.</summary>
    public abstract void ReadVoxels(VoxelBlocks.Receiver receiver);

    public abstract void Dispose();
}
