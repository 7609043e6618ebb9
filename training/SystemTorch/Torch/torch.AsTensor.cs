using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor as_tensor(bool[] rawArray, ScalarType? dtype = null, Device? device = null) => tensor(rawArray, dtype, device);

    public static Tensor as_tensor(byte[] rawArray, ScalarType? dtype = null, Device? device = null) => tensor(rawArray, dtype, device);

    public static Tensor as_tensor(int[] rawArray, ScalarType? dtype = null, Device? device = null) => tensor(rawArray, dtype, device);

    public static Tensor as_tensor(long[] rawArray, ScalarType? dtype = null, Device? device = null) => tensor(rawArray, dtype, device);

    public static Tensor as_tensor(float[] rawArray, ScalarType? dtype = null, Device? device = null) => tensor(rawArray, dtype, device);

    public static Tensor as_tensor(double[] rawArray, ScalarType? dtype = null, Device? device = null) => tensor(rawArray, dtype, device);

    /// <summary>The same tensor if type and device fit (a second reference to it), otherwise a converted copy.</summary>
    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device? device = null) =>
        data.to(dtype ?? data.dtype, device ?? data.device);

    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device? device = null) => from_array(data, dtype, device);

    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device);

    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        FromArray(rawArray, dtype, device, requires_grad, names);

    /// <summary>count elements of type dtype from the bytes of the array, beginning offset bytes after its start.</summary>
    public static Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        var bytes = Bytes(rawArray);
        if (offset < 0 || offset > bytes.Length) throw new ArgumentOutOfRangeException(nameof(offset), offset, $"the buffer has {bytes.Length} bytes");
        var size = dtype.ElementSize();
        if (count < 0) count = (bytes.Length - offset) / size;
        if (count * size > bytes.Length - offset)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"{count} elements of {dtype} need {count * size} bytes, {bytes.Length - offset} are left");
        var made = empty([count], dtype, CPU);
        bytes.Slice((int)offset, (int)(count * size)).CopyTo(made.bytes);
        return WithGradient(made, requires_grad);
    }

    private static Tensor FromArray(Array array, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        var sizes = new long[array.Rank];
        for (var i = 0; i < sizes.Length; i++) sizes[i] = array.GetLongLength(i);
        return FromBytes(Bytes(array), sizes, TypeOf(array.GetType().GetElementType()!), dtype, device, requires_grad, names);
    }

    internal static Tensor FromSpan<T>(
        ReadOnlySpan<T> values, ReadOnlySpan<long> sizes, ScalarType? dtype, Device? device, bool requires_grad, string[]? names = null)
        where T : unmanaged
    {
        long expected = 1;
        foreach (var size in sizes) expected *= size;
        if (expected != values.Length)
            throw new ArgumentException($"dimensions [{string.Join(", ", sizes.ToArray())}] hold {expected} elements, the array has {values.Length}");
        return FromBytes(MemoryMarshal.AsBytes(values), sizes, TypeOf(typeof(T)), dtype, device, requires_grad, names);
    }

    private static Tensor FromBytes(
        ReadOnlySpan<byte> bytes, ReadOnlySpan<long> sizes, ScalarType type, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        RefuseNames(names);
        var made = empty(sizes.ToArray(), type, CPU);
        bytes.CopyTo(made.bytes);
        var target = InitializeDevice(device);
        if ((dtype ?? type) != type || target.type != DeviceType.CPU) made = made.to(dtype ?? type, target, disposeAfter: true);
        return WithGradient(made, requires_grad);
    }

    private static Span<byte> Bytes(Array array)
    {
        var length = checked((int)(array.LongLength * TypeOf(array.GetType().GetElementType()!).ElementSize()));
        return MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(array), length);
    }

    internal static ScalarType TypeOf(Type type) =>
        type == typeof(float) ? ScalarType.Float32
        : type == typeof(double) ? ScalarType.Float64
        : type == typeof(long) ? ScalarType.Int64
        : type == typeof(int) ? ScalarType.Int32
        : type == typeof(short) ? ScalarType.Int16
        : type == typeof(sbyte) ? ScalarType.Int8
        : type == typeof(byte) ? ScalarType.Byte
        : type == typeof(bool) ? ScalarType.Bool
        : type == typeof(Half) ? ScalarType.Float16
        : type == typeof(BFloat16) ? ScalarType.BFloat16
        : type == typeof((float, float)) ? ScalarType.ComplexFloat32
        : type == typeof(System.Numerics.Complex) ? ScalarType.ComplexFloat64
        : throw new ArgumentException($"{type.Name} has no tensor element type; use float, double, long, int, short, sbyte, byte or bool");
}
