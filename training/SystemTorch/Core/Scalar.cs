namespace TorchSharp;

/// <summary>A number with its type, for operators that take one. Holds no native memory; Dispose is there for source compatibility.</summary>
public sealed class Scalar : IDisposable
{
    internal readonly ValTag Tag;
    internal readonly long Bits;
    internal readonly double Imaginary;

    private Scalar(long value, torch.ScalarType type)
    {
        Tag = type == torch.ScalarType.Bool ? ValTag.Bool : ValTag.Int;
        Bits = value;
        Type = type;
    }

    private Scalar(double value, torch.ScalarType type)
    {
        Tag = ValTag.Double;
        Bits = BitConverter.DoubleToInt64Bits(value);
        Type = type;
    }

    private Scalar(double real, double imaginary)
    {
        Tag = ValTag.Complex;
        Bits = BitConverter.DoubleToInt64Bits(real);
        Imaginary = imaginary;
        Type = torch.ScalarType.ComplexFloat64;
    }

    /// <summary>Int64, Float64, Bool or ComplexFloat64: what libtorch keeps of a number.</summary>
    public torch.ScalarType Type { get; }

    internal double Double => Tag is ValTag.Double or ValTag.Complex ? BitConverter.Int64BitsToDouble(Bits) : Bits;

    internal long Long => Tag is ValTag.Double or ValTag.Complex ? checked((long)Double) : Bits;

    public static implicit operator Scalar(byte value) => new((long)value, torch.ScalarType.Int64);

    public static implicit operator Scalar(sbyte value) => new((long)value, torch.ScalarType.Int64);

    public static implicit operator Scalar(short value) => new((long)value, torch.ScalarType.Int64);

    public static implicit operator Scalar(int value) => new((long)value, torch.ScalarType.Int64);

    public static implicit operator Scalar(long value) => new(value, torch.ScalarType.Int64);

    public static implicit operator Scalar(BFloat16 value) => new((double)value.ToSingle(), torch.ScalarType.Float64);

    public static implicit operator Scalar((float, float) value) => new(value.Item1, value.Item2);

    public static implicit operator Scalar(float value) => new((double)value, torch.ScalarType.Float64);

    public static implicit operator Scalar(double value) => new(value, torch.ScalarType.Float64);

    public static implicit operator Scalar(bool value) => new(value ? 1 : 0, torch.ScalarType.Bool);

    public void Dispose() { }
}
