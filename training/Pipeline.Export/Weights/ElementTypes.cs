using static TorchSharp.torch;

namespace Pipeline.Export;

/// <summary>The element types that weight files and Torch share: safetensors' word, the class of a storage in a <c>.pt</c> file, size in bytes.</summary>
internal static class ElementTypes
{
    private static readonly (string Word, string Storage, ScalarType Type, int Bytes)[] Known =
    [
        ("BOOL", "BoolStorage", ScalarType.Bool, 1), ("U8", "ByteStorage", ScalarType.Byte, 1), ("I8", "CharStorage", ScalarType.Int8, 1),
        ("I16", "ShortStorage", ScalarType.Int16, 2), ("I32", "IntStorage", ScalarType.Int32, 4), ("I64", "LongStorage", ScalarType.Int64, 8),
        ("F16", "HalfStorage", ScalarType.Float16, 2), ("BF16", "BFloat16Storage", ScalarType.BFloat16, 2),
        ("F32", "FloatStorage", ScalarType.Float32, 4), ("F64", "DoubleStorage", ScalarType.Float64, 8),
    ];

    /// <summary>Null for a word that is not known.</summary>
    public static ScalarType? Parse(string word) => Array.FindIndex(Known, known => known.Word == word) is >= 0 and int i ? Known[i].Type : null;

    /// <summary>Null for a storage class that is not known.</summary>
    public static ScalarType? OfStorage(string name) => Array.FindIndex(Known, known => known.Storage == name) is >= 0 and int i ? Known[i].Type : null;

    /// <summary>Throws for types that the formats or these readers do not have.</summary>
    public static string WordOf(ScalarType type) => Of(type).Word;

    public static string StorageOf(ScalarType type) => Of(type).Storage;

    public static int BytesOf(ScalarType type) => Of(type).Bytes;

    private static (string Word, string Storage, ScalarType Type, int Bytes) Of(ScalarType type) =>
        Array.FindIndex(Known, known => known.Type == type) is >= 0 and int i
            ? Known[i]
            : throw new NotSupportedException($"Element type {type} cannot be stored; expected one of {string.Join(", ", Known.Select(k => k.Type))}.");
}
