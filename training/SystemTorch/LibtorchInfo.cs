namespace TorchSharp;

/// <summary>
/// What the stand-in can tell about its libtorch. TorchSharp has no such class: programs that must also compile against
/// it reach this one by reflection.
/// </summary>
public static class LibtorchInfo
{
    public static string Version => NativeApi.Version;

    /// <summary>Convolutions on the CPU are 15 times slower without oneDNN (MKL-DNN).</summary>
    public static bool HasMkldnn => NativeApi.st_has(2) != 0;

    public static bool MkldnnEnabled
    {
        get => NativeApi.st_has(3) != 0;
        set => NativeApi.st_set_mkldnn(value ? 1 : 0);
    }

    /// <summary>Whether operators without a deterministic form throw.</summary>
    public static bool DeterministicAlgorithms
    {
        get => NativeApi.st_deterministic() != 0;
        set => NativeApi.st_set_deterministic(value ? 1 : 0, 0);
    }

    public static int InteropThreads => NativeApi.st_interop_threads();

    /// <summary>Treats numbers below the smallest normal one as zero; false where the processor cannot.</summary>
    public static bool FlushDenormals(bool on) => NativeApi.st_flush_denormal(on ? 1 : 0) != 0;

    /// <summary>All registered operators, "aten::add.Tensor", sorted.</summary>
    public static unsafe IReadOnlyList<string> Operators()
    {
        var text = NativeApi.st_operators();
        try
        {
            var names = NativeApi.Text(text).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Array.Sort(names, StringComparer.Ordinal);
            return names;
        }
        finally
        {
            NativeApi.st_free(text);
        }
    }

    /// <summary>References that libtorch counts for the tensor; for finding leaks.</summary>
    public static long UseCount(torch.Tensor tensor) => NativeApi.st_use_count(tensor.Handle);
}
