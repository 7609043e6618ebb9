namespace Pipeline.Imaging.Formats;

/// <summary>Types in which a file may store a voxel.</summary>
internal enum VoxelType
{
    UInt8,
    Int8,
    UInt16,
    Int16,
    UInt32,
    Int32,
    UInt64,
    Int64,
    Float32,
    Float64,
}

internal static class VoxelTypes
{
    public static int Bytes(this VoxelType type) => type switch
    {
        VoxelType.UInt8 or VoxelType.Int8 => 1,
        VoxelType.UInt16 or VoxelType.Int16 => 2,
        VoxelType.UInt32 or VoxelType.Int32 or VoxelType.Float32 => 4,
        _ => 8,
    };

    /// <summary>As in <see cref="ImageHeader.DataType"/>: "uint8", "float32".</summary>
    public static string Name(this VoxelType type) => type switch
    {
        VoxelType.UInt8 => "uint8",
        VoxelType.Int8 => "int8",
        VoxelType.UInt16 => "uint16",
        VoxelType.Int16 => "int16",
        VoxelType.UInt32 => "uint32",
        VoxelType.Int32 => "int32",
        VoxelType.UInt64 => "uint64",
        VoxelType.Int64 => "int64",
        VoxelType.Float32 => "float32",
        _ => "float64",
    };
}
