using Microsoft.ML.OnnxRuntime;

namespace Pipeline.Inference;

/// <summary>Makes ONNX Runtime sessions with the settings that were measured best for convolutional networks, and puts failures into one line.</summary>
internal static class SessionFactory
{
    /// <summary>Opens a session on exactly the device named (never on another one instead).</summary>
    public static InferenceSession Open(byte[] model, DeviceSpec device, int threads)
    {
        _ = OnnxRuntimeGuard.Environment;
        OnnxRuntimeGuard.Log.Drain();
        using var options = new SessionOptions
        {
            // Only ENABLE_ALL uses the blocked NCHWc layout: 1.35 to 1.45 times faster on a U-Net than the level below.
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,

            // With it, the first run fills the arena and the second asks for one more block of the whole peak: a U-Net on 512²
            // slices took 803 instead of 464 MiB, and no less time.
            EnableMemoryPattern = false,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        // Spinning costs up to 1.8 times the processor time for no better wall time.
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        options.AddSessionConfigEntry("session.inter_op.allow_spinning", "0");
        AppendProvider(options, device);
        try
        {
            return new InferenceSession(model, options);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            string reason = OneLine(e.Message);
            throw device.Kind == DeviceKind.Cpu
                ? new ModelException($"The model does not load in ONNX Runtime {OnnxRuntimeGuard.Version}: {reason}", e)
                : new DeviceUnavailableException($"Device {device} did not take the model: {reason} Use --device cpu.", e);
        }
    }

    /// <summary>Collapses the library's text, which may span lines, to one.</summary>
    internal static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static void AppendProvider(SessionOptions options, DeviceSpec device)
    {
        if (device.Kind is DeviceKind.Cpu)
            return;
        string provider = device.Kind == DeviceKind.Cuda ? "CUDAExecutionProvider" : "DmlExecutionProvider";
        if (!OnnxRuntimeGuard.Providers.Contains(provider, StringComparer.Ordinal))
        {
            string accelerator = device.Kind == DeviceKind.Cuda ? "cuda" : "directml";
            throw new DeviceUnavailableException(
                $"Device {device} cannot be had: this program carries ONNX Runtime {OnnxRuntimeGuard.Version} without {provider}. Use the one published with --accelerator {accelerator}, or --device cpu.");
        }

        try
        {
            if (device.Kind == DeviceKind.Cuda)
                AppendCuda(options, device.Index);
            else
                AppendDirectML(options, device.Index);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            string log = string.Join(' ', OnnxRuntimeGuard.Log.Drain());
            string missing = MissingLibrary(log) is { } library ? $"{library} could not be loaded" : OneLine(e.Message);
            throw new DeviceUnavailableException($"Device {device} cannot be had: {missing}. Install what is missing (ONNX Runtime {OnnxRuntimeGuard.Version}), or use --device cpu.", e);
        }
    }

    private static void AppendCuda(SessionOptions options, int index)
    {
        using var cuda = new OrtCUDAProviderOptions();
        cuda.UpdateOptions(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["device_id"] = index.ToString(),
            ["cudnn_conv_algo_search"] = "HEURISTIC", // EXHAUSTIVE would benchmark again for every slice size
            ["arena_extend_strategy"] = "kSameAsRequested",
            ["use_tf32"] = "0", // the Dice gate and the golden pair compare with float32
        });
        options.AppendExecutionProvider_CUDA(cuda);
    }

    /// <summary>The provider insists on the memory pattern off and sequential execution, as above.</summary>
    private static void AppendDirectML(SessionOptions options, int index) => options.AppendExecutionProvider_DML(index);

    /// <summary>
    /// The file that the dynamic loader did not find, from ONNX Runtime's log: either a library that the provider needs
    /// (<c>libcudart.so.13: cannot open shared object file</c>) or the provider itself.
    /// </summary>
    internal static string? MissingLibrary(string log) =>
        LastWord(Before(log, ": cannot open shared object file")) ?? LastWord(Before(log, " with error"));

    private static string? Before(string log, string mark)
    {
        int end = log.LastIndexOf(mark, StringComparison.Ordinal);
        return end < 0 ? null : log[..end];
    }

    private static string? LastWord(string? text) =>
        text is null ? null : Path.GetFileName(text.Split([' ', ':'], StringSplitOptions.RemoveEmptyEntries).LastOrDefault());
}
