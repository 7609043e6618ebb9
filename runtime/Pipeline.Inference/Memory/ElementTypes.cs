namespace Pipeline.Inference;

/// <summary>What is needed of ONNX's element types, by their number in TensorProto.DataType.</summary>
internal static class ElementTypes
{
    public const int Float = 1;
    public const int Int64 = 7;
    public const int Bool = 9;

    /// <summary>Bytes of one value.</summary>
    public static int Bytes(int type) => type switch
    {
        2 or 3 or Bool => 1, // uint8, int8
        4 or 5 or 10 or 16 => 2, // uint16, int16, float16, bfloat16
        Int64 or 11 or 13 => 8, // int64, double, uint64
        _ => 4,
    };

    /// <summary>Whether a division drops the remainder.</summary>
    public static bool IsInteger(int type) => type is not (Float or 10 or 11 or 16);
}
