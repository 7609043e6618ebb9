namespace TorchSharp;

public static partial class torch
{
    public static Tensor empty(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Make(Ops.empty_memory_format, size, dtype, device, requires_grad, names);

    public static Tensor empty_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        MakeLike(Ops.empty_like, input, dtype, device, requires_grad, names);

    public static Tensor zeros(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Make(Ops.zeros, size, dtype, device, requires_grad, names);

    public static Tensor zeros_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        MakeLike(Ops.zeros_like, input, dtype, device, requires_grad, names);

    public static Tensor ones(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Make(Ops.ones, size, dtype, device, requires_grad, names);

    public static Tensor ones_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        MakeLike(Ops.ones_like, input, dtype, device, requires_grad, names);

    /// <summary>Without a dtype: Int64 for an integer or bool value, otherwise the default type (not the value's own).</summary>
    public static Tensor full(long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        RefuseNames(names);
        return WithGradient(Aten.Call(Ops.full, size, value, dtype ?? NumberType(value), Arg.None, InitializeDevice(device)), requires_grad);
    }

    public static Tensor full_like(Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        RefuseNames(names);
        return WithGradient(Aten.Call(Ops.full_like, input, value, dtype, Arg.None, device), requires_grad);
    }

    /// <summary>start, start + step, … below stop. Without a dtype: Int64 when all three are integers.</summary>
    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
    {
        var whole = IsIntegral(start) && IsIntegral(stop) && IsIntegral(step);
        var type = dtype ?? (whole ? ScalarType.Int64 : get_default_dtype());
        return WithGradient(Aten.Call(Ops.arange_start_step, start, stop, step, type, Arg.None, InitializeDevice(device)), requires_grad);
    }

    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(start, stop, 1, dtype, device, requires_grad);

    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        arange(0, stop, 1, dtype, device, requires_grad);

    /// <summary>steps values from start to end, both included.</summary>
    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        WithGradient(Aten.Call(Ops.linspace, start, end, steps, dtype, Arg.None, InitializeDevice(device)), requires_grad);

    private static Tensor Make(Op op, long[] size, ScalarType? dtype, Device? device, bool requires_grad, string[]? names)
    {
        RefuseNames(names);
        return WithGradient(Aten.Call(op, size, dtype, Arg.None, InitializeDevice(device)), requires_grad);
    }

    private static Tensor MakeLike(Op op, Tensor input, ScalarType? dtype, Device? device, bool requires_grad, string[]? names = null)
    {
        RefuseNames(names);
        return WithGradient(Aten.Call(op, input, dtype, Arg.None, device), requires_grad);
    }

    private static Tensor WithGradient(Tensor tensor, bool requires_grad)
    {
        if (requires_grad) tensor.requires_grad = true;
        return tensor;
    }

    private static bool IsIntegral(Scalar value) => value.Type is ScalarType.Int64 or ScalarType.Bool;

    private static ScalarType NumberType(Scalar value) => IsIntegral(value) ? ScalarType.Int64 : get_default_dtype();

    private static void RefuseNames(string[]? names)
    {
        if (names is not null) throw new NotSupportedException("names: SystemTorch has no named dimensions, leave the argument out");
    }
}
