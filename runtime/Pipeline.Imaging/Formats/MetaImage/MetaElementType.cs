namespace Pipeline.Imaging.Formats.MetaImage;

/// <summary>Names of the field ElementType. MET_LONG has four bytes on every system (MetaIO's metaTypes.h).</summary>
internal static class MetaElementType
{
    private const string Readable = "MET_CHAR, MET_UCHAR, MET_SHORT, MET_USHORT, MET_INT, MET_UINT, MET_LONG, MET_ULONG, MET_LONG_LONG, MET_ULONG_LONG, MET_FLOAT or MET_DOUBLE";

    public static VoxelType Parse(string name) => name switch
    {
        "MET_CHAR" => VoxelType.Int8,
        "MET_UCHAR" => VoxelType.UInt8,
        "MET_SHORT" => VoxelType.Int16,
        "MET_USHORT" => VoxelType.UInt16,
        "MET_INT" or "MET_LONG" => VoxelType.Int32,
        "MET_UINT" or "MET_ULONG" => VoxelType.UInt32,
        "MET_LONG_LONG" => VoxelType.Int64,
        "MET_ULONG_LONG" => VoxelType.UInt64,
        "MET_FLOAT" => VoxelType.Float32,
        "MET_DOUBLE" => VoxelType.Float64,
        _ => throw new InvalidDataException($"ElementType is {name}, expected {Readable}; convert it to a scalar image first."),
    };

    /// <summary>For the types that are written.</summary>
    public static string Name(VoxelType type) => type switch
    {
        VoxelType.UInt8 => "MET_UCHAR",
        VoxelType.UInt16 => "MET_USHORT",
        VoxelType.Float32 => "MET_FLOAT",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not a type that is written."),
    };
}
