using static TorchSharp.torch;

namespace Pipeline.Export;

/// <summary>The element types of the format that Torch has too, with their size in bytes.</summary>
internal static class SafeTensorsTypes
{
    private static readonly (string Word, ScalarType Type, int Bytes)[] Known =
    [
        ("BOOL", ScalarType.Bool, 1), ("U8", ScalarType.Byte, 1), ("I8", ScalarType.Int8, 1), ("I16", ScalarType.Int16, 2),
        ("I32", ScalarType.Int32, 4), ("I64", ScalarType.Int64, 8), ("F16", ScalarType.Float16, 2), ("BF16", ScalarType.BFloat16, 2),
        ("F32", ScalarType.Float32, 4), ("F64", ScalarType.Float64, 8),
    ];

    /// <summary>Null for a word that is not known.</summary>
    public static ScalarType? Parse(string word) => Array.FindIndex(Known, known => known.Word == word) is >= 0 and int i ? Known[i].Type : null;

    /// <summary>Throws for types that the format or this reader does not have.</summary>
    public static string WordOf(ScalarType type) => Of(type).Word;

    public static int BytesOf(ScalarType type) => Of(type).Bytes;

    private static (string Word, ScalarType Type, int Bytes) Of(ScalarType type) =>
        Array.FindIndex(Known, known => known.Type == type) is >= 0 and int i
            ? Known[i]
            : throw new NotSupportedException($"Element type {type} cannot be stored; expected one of {string.Join(", ", Known.Select(k => k.Type))}.");
}
