namespace Pipeline.Imaging.Formats.Nifti;

/// <summary>Codes of the header's datatype field. The first ten can be read; the others are only known by name.</summary>
internal enum NiftiDataType
{
    UInt8 = 2,
    Int16 = 4,
    Int32 = 8,
    Float32 = 16,
    Float64 = 64,
    Int8 = 256,
    UInt16 = 512,
    UInt32 = 768,
    Int64 = 1024,
    UInt64 = 1280,

    Binary1 = 1,
    Complex64 = 32,
    Rgb24 = 128,
    Float128 = 1536,
    Complex128 = 1792,
    Complex256 = 2048,
    Rgba32 = 2304,
}

internal static class NiftiDataTypes
{
    public const string Readable = "int8, uint8, int16, uint16, int32, uint32, int64, uint64, float32 or float64";

    /// <summary>Null for a type that cannot be read.</summary>
    public static VoxelType? VoxelType(this NiftiDataType type) => type switch
    {
        NiftiDataType.UInt8 => Formats.VoxelType.UInt8,
        NiftiDataType.Int8 => Formats.VoxelType.Int8,
        NiftiDataType.UInt16 => Formats.VoxelType.UInt16,
        NiftiDataType.Int16 => Formats.VoxelType.Int16,
        NiftiDataType.UInt32 => Formats.VoxelType.UInt32,
        NiftiDataType.Int32 => Formats.VoxelType.Int32,
        NiftiDataType.UInt64 => Formats.VoxelType.UInt64,
        NiftiDataType.Int64 => Formats.VoxelType.Int64,
        NiftiDataType.Float32 => Formats.VoxelType.Float32,
        NiftiDataType.Float64 => Formats.VoxelType.Float64,
        _ => null,
    };

    /// <summary>The field's usual name, or null for a code that no version of the format defines.</summary>
    public static string? Name(this NiftiDataType type) => type.VoxelType()?.Name() ?? type switch
    {
        NiftiDataType.Binary1 => "binary1",
        NiftiDataType.Complex64 => "complex64",
        NiftiDataType.Rgb24 => "rgb24",
        NiftiDataType.Float128 => "float128",
        NiftiDataType.Complex128 => "complex128",
        NiftiDataType.Complex256 => "complex256",
        NiftiDataType.Rgba32 => "rgba32",
        _ => null,
    };
}
