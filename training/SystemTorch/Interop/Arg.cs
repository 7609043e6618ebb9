using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// One argument of an operator. Made by implicit conversion; lives on the stack of the caller.
/// <see cref="None"/> is Python's None; <see cref="Default"/> asks for the default of the operator's schema.
/// </summary>
internal readonly struct Arg
{
    internal readonly ValTag Tag;
    internal readonly int Length;
    internal readonly long Bits;
    internal readonly object? Reference;

    private Arg(ValTag tag, long bits = 0, int length = 0, object? reference = null)
    {
        Tag = tag;
        Bits = bits;
        Length = length;
        Reference = reference;
    }

    internal static Arg None => default;

    internal static Arg Default => new(ValTag.Default);

    /// <summary>8-byte words that this argument needs besides itself: room for a list's or a string's content.</summary>
    internal int Words => Tag switch
    {
        ValTag.IntList or ValTag.DoubleList or ValTag.TensorList => Length,
        ValTag.BoolList => (Length + 7) / 8,
        ValTag.String => (3 * Length + 7) / 8,
        ValTag.Complex => 2,
        _ => 0,
    };

    public static implicit operator Arg(Tensor? value) => value is null ? None : new(ValTag.Tensor, reference: value);

    public static implicit operator Arg(long value) => new(ValTag.Int, value);

    public static implicit operator Arg(int value) => new(ValTag.Int, value);

    public static implicit operator Arg(long? value) => value is { } v ? v : None;

    public static implicit operator Arg(double value) => new(ValTag.Double, BitConverter.DoubleToInt64Bits(value));

    public static implicit operator Arg(double? value) => value is { } v ? v : None;

    public static implicit operator Arg(bool value) => new(ValTag.Bool, value ? 1 : 0);

    public static implicit operator Arg(string? value) => value is null ? None : new(ValTag.String, length: value.Length, reference: value);

    public static implicit operator Arg(long[]? value) => value is null ? None : new(ValTag.IntList, length: value.Length, reference: value);

    public static implicit operator Arg(double[]? value) => value is null ? None : new(ValTag.DoubleList, length: value.Length, reference: value);

    public static implicit operator Arg(bool[]? value) => value is null ? None : new(ValTag.BoolList, length: value.Length, reference: value);

    /// <summary>A list of tensors; a null element is allowed where the operator takes <c>Tensor?[]</c>.</summary>
    public static implicit operator Arg(Tensor?[] value) => new(ValTag.TensorList, length: value.Length, reference: value);

    public static implicit operator Arg(ScalarType value) => new(ValTag.Int, (long)value);

    public static implicit operator Arg(ScalarType? value) => value is { } v ? v : None;

    /// <summary>TorchSharp numbers preserve_format 0 and contiguous_format 1; libtorch has them the other way round.</summary>
    public static implicit operator Arg(memory_format value) => new(ValTag.Int, value switch { memory_format.preserve_format => 1, memory_format.contiguous_format => 0, _ => (long)value });

    public static implicit operator Arg(Device? value) => value is null ? None : new(ValTag.Device, value.index, (int)value.type);

    public static implicit operator Arg(Scalar? value) => value is null ? None : new(value.Tag, value.Bits, reference: value.Tag == ValTag.Complex ? value : null);

    public static implicit operator Arg(Generator? value) => value is null ? None : new(ValTag.Generator, reference: value);
}
