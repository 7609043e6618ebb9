namespace Pipeline.Imaging;

/// <summary>What a file says about its voxels, read without reading them.</summary>
public sealed record ImageHeader
{
    public required string Path { get; init; }

    /// <summary>"nifti-1", "nifti-2" or "metaimage".</summary>
    public required string Format { get; init; }

    /// <summary>1 to 7 sizes as stored, x first; trailing ones are kept.</summary>
    public required IReadOnlyList<long> Dimensions { get; init; }

    /// <summary>Stored type of a voxel, for instance "int16" or "float32"; "rgb24" and the like cannot be read.</summary>
    public required string DataType { get; init; }

    public required bool BigEndian { get; init; }

    /// <summary>Value = stored · Slope + Intercept; 1 and 0 where the file states none.</summary>
    public required double Slope { get; init; }

    public required double Intercept { get; init; }

    public required Geometry Geometry { get; init; }

    /// <summary>Code and size in bytes of each header extension; their contents are skipped.</summary>
    public required IReadOnlyList<(int Code, int Bytes)> Extensions { get; init; }

    /// <summary>The first three sizes, missing ones as 1.</summary>
    public Size3 Size => new(Axis(0), Axis(1), Axis(2));

    /// <summary>Number of volumes behind one another: the product of the sizes beyond the third.</summary>
    public long Volumes => Dimensions.Skip(3).Aggregate(1L, (product, size) => checked(product * size));

    private int Axis(int i) => i < Dimensions.Count ? checked((int)Dimensions[i]) : 1;
}
