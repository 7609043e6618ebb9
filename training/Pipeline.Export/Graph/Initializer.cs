using System.Runtime.InteropServices;

namespace Pipeline.Export;

/// <summary>A constant tensor: a weight under its state_dict key, or a constant of the exporter.</summary>
/// <param name="Name">state_dict key, or "const/…".</param>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Sizes; empty for a scalar.</param>
/// <param name="Bytes">Elements, row-major, little-endian.</param>
public sealed record Initializer(string Name, ElementType Type, IReadOnlyList<long> Shape, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>From floats.</summary>
    public static Initializer Of(string name, IReadOnlyList<long> shape, ReadOnlySpan<float> values) =>
        Of(name, ElementType.Float, shape, MemoryMarshal.AsBytes(values), values.Length);

    /// <summary>From 64-bit whole numbers.</summary>
    public static Initializer Of(string name, IReadOnlyList<long> shape, ReadOnlySpan<long> values) =>
        Of(name, ElementType.Int64, shape, MemoryMarshal.AsBytes(values), values.Length);

    /// <summary>The elements as floats.</summary>
    public ReadOnlySpan<float> Floats() => Type == ElementType.Float
        ? MemoryMarshal.Cast<byte, float>(Bytes.Span)
        : throw new InvalidOperationException($"{Name} holds {Type}, expected Float.");

    /// <summary>The elements as 64-bit whole numbers.</summary>
    public ReadOnlySpan<long> Longs() => Type == ElementType.Int64
        ? MemoryMarshal.Cast<byte, long>(Bytes.Span)
        : throw new InvalidOperationException($"{Name} holds {Type}, expected Int64.");

    // .NET runs on little-endian machines only here, which is checked once.
    private static Initializer Of(string name, ElementType type, IReadOnlyList<long> shape, ReadOnlySpan<byte> bytes, int found)
    {
        long count = shape.Aggregate(1L, (product, size) => checked(product * size));
        if (count != found)
        {
            throw new ArgumentException($"{name}: found {found} values for shape {string.Join('×', shape)}, expected {count}.");
        }
        return BitConverter.IsLittleEndian
            ? new Initializer(name, type, shape, bytes.ToArray())
            : throw new PlatformNotSupportedException("Found a big-endian machine; ONNX files are written on little-endian ones only.");
    }
}
