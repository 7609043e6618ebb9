using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Execution providers, in the order of preference in which they are appended.</summary>
public unsafe partial class SessionOptions
{
    /// <summary>The names that the official library's general method accepts; CUDA and DirectML have methods of their own.</summary>
    private static readonly HashSet<string> GeneralProviders = new(StringComparer.Ordinal)
    {
        "AZURE", "CoreML", "JS", "OpenVINO", "QNN", "SNPE", "VitisAI", "WebGPU", "WebNN", "XNNPACK",
    };

    public static SessionOptions MakeSessionOptionWithCudaProvider(int deviceId = 0)
    {
        var options = new SessionOptions();
        try
        {
            options.AppendExecutionProvider_CUDA(deviceId);
            return options;
        }
        catch
        {
            options.Dispose();
            throw;
        }
    }

    public static SessionOptions MakeSessionOptionWithCudaProvider(OrtCUDAProviderOptions cudaProviderOptions)
    {
        var options = new SessionOptions();
        try
        {
            options.AppendExecutionProvider_CUDA(cudaProviderOptions);
            return options;
        }
        catch
        {
            options.Dispose();
            throw;
        }
    }

    public void AppendExecutionProvider_CPU(int useArena = 1) => Ort.Check(AppendCpu(this.Pointer(), useArena));

    public void AppendExecutionProvider_CUDA(int deviceId = 0)
    {
        using var options = new OrtCUDAProviderOptions();
        options.UpdateOptions(new Dictionary<string, string>(StringComparer.Ordinal) { ["device_id"] = deviceId.ToString() });
        AppendExecutionProvider_CUDA(options);
    }

    public void AppendExecutionProvider_CUDA(OrtCUDAProviderOptions cudaProviderOptions) =>
        Ort.Call(Ort.SessionOptionsAppendExecutionProviderCudaV2, this.Pointer(), cudaProviderOptions.Pointer());

    /// <summary>The provider has a table of its own, whose first function appends it; a library without DirectML refuses to give it.</summary>
    public void AppendExecutionProvider_DML(int deviceId = 0)
    {
        nint* table;
        fixed (byte* name = NativeText.Utf8("DML"))
            Ort.Check(((delegate* unmanaged<byte*, uint, nint**, nint>)Ort.Api[Ort.GetExecutionProviderApi])(name, Ort.ApiVersion, &table));
        Ort.Check(((delegate* unmanaged<nint, int, nint>)table[0])(this.Pointer(), deviceId));
    }

    public void AppendExecutionProvider(string providerName, Dictionary<string, string>? providerOptions = null)
    {
        if (!GeneralProviders.Contains(providerName))
            throw new NotSupportedException($"Found provider '{providerName}', expected one of {string.Join(", ", GeneralProviders.Order(StringComparer.Ordinal))}.");
        providerOptions ??= [];
        using var keys = new Utf8Array(providerOptions.Keys);
        using var values = new Utf8Array(providerOptions.Values);
        fixed (byte* name = NativeText.Utf8(providerName))
        {
            Ort.Check(((delegate* unmanaged<nint, byte*, byte**, byte**, nuint, nint>)Ort.Api[Ort.SessionOptionsAppendExecutionProvider])(
                this.Pointer(), name, keys.Pointer, values.Pointer, (nuint)providerOptions.Count));
        }
    }

    [LibraryImport(OrtLibrary.Name, EntryPoint = "OrtSessionOptionsAppendExecutionProvider_CPU")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint AppendCpu(nint options, int useArena);
}
