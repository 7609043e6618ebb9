using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace TorchSharp;

/// <summary>
/// The functions of libsystemtorch.so (Native/systemtorch.cpp). SuppressGCTransition stands on getters that take
/// nanoseconds and neither allocate, lock nor run kernels.
/// </summary>
internal static unsafe partial class NativeApi
{
    private const string Library = NativeLoader.LibraryName;

    static NativeApi() => NativeLoader.Register();

    [LibraryImport(Library)] internal static partial byte* st_error();
    [LibraryImport(Library)] internal static partial byte* st_version();
    [LibraryImport(Library)] internal static partial void st_free(void* p);

    [LibraryImport(Library)] internal static partial int st_op(byte* name, byte* overload, nint* op);
    [LibraryImport(Library)] internal static partial int st_op_exists(byte* name, byte* overload);
    [LibraryImport(Library)] internal static partial byte* st_schema(nint op);
    [LibraryImport(Library)] internal static partial byte* st_operators();
    [LibraryImport(Library)] internal static partial int st_call(nint op, Val* args, int n, Val* results, int capacity);

    [LibraryImport(Library)] internal static partial void st_release(nint tensor);
    [LibraryImport(Library)] internal static partial nint st_retain(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long st_use_count(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long st_dim(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long st_numel(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int st_dtype(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int st_device(nint tensor, int* index);
    [LibraryImport(Library), SuppressGCTransition] internal static partial void st_sizes(nint tensor, long* sizes);
    [LibraryImport(Library), SuppressGCTransition] internal static partial void st_strides(nint tensor, long* strides);
    [LibraryImport(Library), SuppressGCTransition] internal static partial long st_itemsize(nint tensor);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int st_is_sparse(nint tensor);
    [LibraryImport(Library)] internal static partial int st_is_contiguous(nint tensor, int format);
    [LibraryImport(Library)] internal static partial void* st_data(nint tensor);
    [LibraryImport(Library)] internal static partial int st_requires_grad(nint tensor);
    [LibraryImport(Library)] internal static partial int st_set_requires_grad(nint tensor, int on);
    [LibraryImport(Library)] internal static partial int st_is_leaf(nint tensor);
    [LibraryImport(Library)] internal static partial int st_retain_grad(nint tensor);
    [LibraryImport(Library)] internal static partial nint st_grad(nint tensor);
    [LibraryImport(Library)] internal static partial int st_set_grad(nint tensor, nint grad);

    [LibraryImport(Library)]
    internal static partial int st_backward(nint* tensors, int n, nint* grads, int gradCount, int retain, int create, nint* inputs, int inputCount);

    [LibraryImport(Library)]
    internal static partial int st_gradients(
        nint* outputs, int n, nint* inputs, int inputCount, nint* grads, int gradCount, int retain, int create, int allowUnused, nint* results);

    [LibraryImport(Library), SuppressGCTransition] internal static partial int st_grad_mode();
    [LibraryImport(Library), SuppressGCTransition] internal static partial void st_set_grad_mode(int on);
    [LibraryImport(Library)] internal static partial nint st_inference_enter(int on);
    [LibraryImport(Library)] internal static partial void st_inference_leave(nint guard);
    [LibraryImport(Library)] internal static partial int st_anomaly();
    [LibraryImport(Library)] internal static partial void st_set_anomaly(int on, int checkNan);

    [LibraryImport(Library)] internal static partial int st_manual_seed(ulong seed);
    [LibraryImport(Library)] internal static partial nint st_generator(int device, int index, int fresh);
    [LibraryImport(Library)] internal static partial void st_generator_free(nint generator);
    [LibraryImport(Library)] internal static partial int st_generator_seed(nint generator, ulong seed);
    [LibraryImport(Library)] internal static partial ulong st_generator_reseed(nint generator);
    [LibraryImport(Library)] internal static partial ulong st_generator_current(nint generator);
    [LibraryImport(Library)] internal static partial nint st_generator_state(nint generator);
    [LibraryImport(Library)] internal static partial int st_generator_set_state(nint generator, nint state);

    [LibraryImport(Library)] internal static partial int st_threads();
    [LibraryImport(Library)] internal static partial void st_set_threads(int n);
    [LibraryImport(Library)] internal static partial int st_interop_threads();
    [LibraryImport(Library)] internal static partial int st_set_interop_threads(int n);
    [LibraryImport(Library)] internal static partial int st_deterministic();
    [LibraryImport(Library)] internal static partial void st_set_deterministic(int on, int warnOnly);
    [LibraryImport(Library), SuppressGCTransition] internal static partial int st_default_dtype();
    [LibraryImport(Library)] internal static partial int st_set_default_dtype(int dtype);
    [LibraryImport(Library)] internal static partial int st_flush_denormal(int on);
    [LibraryImport(Library)] internal static partial int st_has(int what);
    [LibraryImport(Library)] internal static partial void st_set_mkldnn(int on);
    [LibraryImport(Library)] internal static partial int st_device_count(int deviceType);
    [LibraryImport(Library)] internal static partial int st_cuda_synchronize();

    /// <summary>libtorch's version, "1.13.1".</summary>
    internal static string Version => Text(st_version());

    internal static string Text(byte* utf8) => Marshal.PtrToStringUTF8((nint)utf8) ?? "";

    /// <summary>Throws the native half's last error when a function reported one by a negative result.</summary>
    internal static void Check(int result)
    {
        if (result < 0) throw new ExternalException(Text(st_error()).TrimEnd());
    }

    internal static nint Check(nint result) => result != 0 ? result : throw new ExternalException(Text(st_error()).TrimEnd());
}
