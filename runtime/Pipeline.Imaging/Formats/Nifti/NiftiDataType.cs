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

    /// <summary>Bytes of one voxel; 0 for a type that cannot be read.</summary>
    public static int Bytes(this NiftiDataType type) => type switch
    {
        NiftiDataType.UInt8 or NiftiDataType.Int8 => 1,
        NiftiDataType.Int16 or NiftiDataType.UInt16 => 2,
        NiftiDataType.Int32 or NiftiDataType.UInt32 or NiftiDataType.Float32 => 4,
        NiftiDataType.Int64 or NiftiDataType.UInt64 or NiftiDataType.Float64 => 8,
        _ => 0,
    };

    /// <summary>The field's usual name, or null for a code that no version of the format defines.</summary>
    public static string? Name(this NiftiDataType type) => type switch
    {
        NiftiDataType.UInt8 => "uint8",
        NiftiDataType.Int16 => "int16",
        NiftiDataType.Int32 => "int32",
        NiftiDataType.Float32 => "float32",
        NiftiDataType.Float64 => "float64",
        NiftiDataType.Int8 => "int8",
        NiftiDataType.UInt16 => "uint16",
        NiftiDataType.UInt32 => "uint32",
        NiftiDataType.Int64 => "int64",
        NiftiDataType.UInt64 => "uint64",
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
