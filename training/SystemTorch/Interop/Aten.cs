using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// Calls an operator. Arguments that are left out at the end get the schema's defaults. Every result that is a tensor
/// becomes a new managed object and enters the thread's dispose scope; an undefined one (no gradient) becomes null.
/// </summary>
internal static unsafe class Aten
{
    private const int MaxArguments = 32;
    private const int StackWords = 64;

    internal static Tensor Call(Op op, params ReadOnlySpan<Arg> args)
    {
        Val result;
        Invoke(op, args, &result, 1);
        return Wrap(result);
    }

    internal static (Tensor, Tensor) Call2(Op op, params ReadOnlySpan<Arg> args)
    {
        var results = stackalloc Val[2];
        Invoke(op, args, results, 2);
        return (Wrap(results[0]), Wrap(results[1]));
    }

    internal static (Tensor, Tensor, Tensor) Call3(Op op, params ReadOnlySpan<Arg> args)
    {
        var results = stackalloc Val[3];
        Invoke(op, args, results, 3);
        return (Wrap(results[0]), Wrap(results[1]), Wrap(results[2]));
    }

    /// <summary>For operators whose result is a list of tensors.</summary>
    internal static Tensor[] CallMany(Op op, params ReadOnlySpan<Arg> args)
    {
        Val result;
        Invoke(op, args, &result, 1);
        var handles = (nint*)result.Bits;
        var tensors = new Tensor[result.Length];
        for (var i = 0; i < tensors.Length; i++) tensors[i] = new Tensor(handles[i]);
        NativeApi.st_free(handles);
        return tensors;
    }

    internal static void CallVoid(Op op, params ReadOnlySpan<Arg> args) => Invoke(op, args, null, 0);

    /// <summary>Runs an in-place operator on <paramref name="self"/> (the first argument) and returns the same object.</summary>
    internal static Tensor CallInPlace(Tensor self, Op op, params ReadOnlySpan<Arg> args)
    {
        Invoke(op, self, args, null, 0);
        return self;
    }

    internal static double CallDouble(Op op, params ReadOnlySpan<Arg> args)
    {
        Val result;
        Invoke(op, args, &result, 1);
        return result.Tag == ValTag.Double ? result.Double : result.Bits;
    }

    internal static long CallLong(Op op, params ReadOnlySpan<Arg> args)
    {
        Val result;
        Invoke(op, args, &result, 1);
        return result.Tag == ValTag.Double ? (long)result.Double : result.Bits;
    }

    internal static bool CallBool(Op op, params ReadOnlySpan<Arg> args)
    {
        Val result;
        Invoke(op, args, &result, 1);
        return result.Tag == ValTag.Double ? result.Double != 0 : result.Bits != 0;
    }

    private static Tensor Wrap(Val result) => result.Bits == 0 ? null! : new Tensor((nint)result.Bits);

    private static void Invoke(Op op, ReadOnlySpan<Arg> args, Val* results, int count) => Invoke(op, null, args, results, count);

    [SkipLocalsInit]
    private static void Invoke(Op op, Tensor? self, ReadOnlySpan<Arg> args, Val* results, int count)
    {
        var words = 0;
        foreach (ref readonly var arg in args) words += arg.Words;
        if (words <= StackWords)
        {
            var scratch = stackalloc long[StackWords];
            Invoke(op, self, args, results, count, scratch);
            return;
        }
        var memory = NativeMemory.Alloc((nuint)words, sizeof(long));
        try
        {
            Invoke(op, self, args, results, count, (long*)memory);
        }
        finally
        {
            NativeMemory.Free(memory);
        }
    }

    [SkipLocalsInit]
    private static void Invoke(Op op, Tensor? self, ReadOnlySpan<Arg> args, Val* results, int count, long* scratch)
    {
        if (args.Length >= MaxArguments) throw new ArgumentException($"{op}: {args.Length} arguments, at most {MaxArguments - 1} are supported");
        var values = stackalloc Val[MaxArguments];
        var n = 0;
        if (self is not null) values[n++] = new Val { Tag = ValTag.Tensor, Bits = self.Handle };
        foreach (ref readonly var arg in args) values[n++] = Marshal(arg, ref scratch);
        var produced = NativeApi.st_call(op.Handle, values, n, results, count);
        GC.KeepAlive(self);
        foreach (ref readonly var arg in args) GC.KeepAlive(arg.Reference);
        if (produced < 0) Throw(op);
        if (produced < count) throw new ExternalException($"{op} gave {produced} results, {count} expected");
    }

    private static Val Marshal(in Arg arg, ref long* scratch)
    {
        var value = new Val { Tag = arg.Tag, Length = arg.Length, Bits = arg.Bits };
        switch (arg.Tag)
        {
            case ValTag.Tensor:
                value.Bits = Unsafe.As<Tensor>(arg.Reference)!.Handle;
                return value;
            case ValTag.Generator:
                value.Bits = Unsafe.As<Generator>(arg.Reference)!.Handle;
                return value;
            case ValTag.IntList:
                Unsafe.As<long[]>(arg.Reference)!.CopyTo(new Span<long>(scratch, arg.Length));
                break;
            case ValTag.DoubleList:
                Unsafe.As<double[]>(arg.Reference)!.CopyTo(new Span<double>(scratch, arg.Length));
                break;
            case ValTag.BoolList:
                Unsafe.As<bool[]>(arg.Reference)!.CopyTo(new Span<bool>(scratch, arg.Length));
                break;
            case ValTag.TensorList:
                var tensors = Unsafe.As<Tensor?[]>(arg.Reference)!;
                for (var i = 0; i < tensors.Length; i++) scratch[i] = tensors[i]?.Handle ?? 0;
                break;
            case ValTag.String:
                value.Length = Encoding.UTF8.GetBytes(Unsafe.As<string>(arg.Reference)!, new Span<byte>(scratch, 3 * arg.Length));
                break;
            case ValTag.Complex:
                var number = Unsafe.As<Scalar>(arg.Reference)!;
                scratch[0] = number.Bits;
                scratch[1] = BitConverter.DoubleToInt64Bits(number.Imaginary);
                break;
            default:
                return value;
        }
        value.Bits = (nint)scratch;
        scratch += arg.Words;
        return value;
    }

    private static void Throw(Op op) =>
        throw new ExternalException($"{NativeApi.Text(NativeApi.st_error()).TrimEnd()}\n  in {op.Schema}");
}
