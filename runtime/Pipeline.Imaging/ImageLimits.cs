namespace Pipeline.Imaging;

/// <summary>What a file may ask for before it is refused. The defaults hold a CT of 512×512×2000 voxels.</summary>
public sealed record ImageLimits
{
    public static ImageLimits Default { get; } = new();

    /// <summary>Largest array of voxels in memory, in bytes (4 per voxel of an image, 2 of a label map). Default 2 GiB.</summary>
    public long MaxBytes
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"MaxBytes is {value}; at least 1 is needed.");
    } = 2L << 30;

    /// <summary>Largest distance in bytes from the start of a file to its first voxel, extensions included. Default 64 MiB.</summary>
    public long MaxHeaderBytes
    {
        get;
        init => field = value >= 1024 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"MaxHeaderBytes is {value}; at least 1024 is needed.");
    } = 64L << 20;

    /// <summary>Most bytes that may follow the last voxel; they are read (the checksum covers them) and dropped. Default 16 MiB.</summary>
    public long MaxTrailingBytes
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"MaxTrailingBytes is {value}; it cannot be negative.");
    } = 16L << 20;
}
