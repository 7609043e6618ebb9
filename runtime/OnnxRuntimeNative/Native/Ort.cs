using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>
/// The C API: one table of function pointers whose order is frozen and only grows at its end, so that the positions below
/// hold in every version from 1.16 on. Functions return a status (null: success) unless said otherwise.
/// </summary>
internal static unsafe partial class Ort
{
    /// <summary>The lowest version that has every function used here; every library from 1.16 to today's gives it.</summary>
    internal const uint ApiVersion = 16;

    internal const int
        GetErrorCode = 1, GetErrorMessage = 2, CreateEnv = 3, CreateEnvWithCustomLogger = 4, EnableTelemetryEvents = 5,
        DisableTelemetryEvents = 6, CreateSession = 7, CreateSessionFromArray = 8, Run = 9, CreateSessionOptions = 10,
        SetOptimizedModelFilePath = 11, SetSessionExecutionMode = 13, EnableProfiling = 14, DisableProfiling = 15,
        EnableMemPattern = 16, DisableMemPattern = 17, EnableCpuMemArena = 18, DisableCpuMemArena = 19, SetSessionLogId = 20,
        SetSessionLogVerbosityLevel = 21, SetSessionLogSeverityLevel = 22, SetSessionGraphOptimizationLevel = 23,
        SetIntraOpNumThreads = 24, SetInterOpNumThreads = 25, SessionGetInputCount = 30, SessionGetOutputCount = 31,
        SessionGetOverridableInitializerCount = 32, SessionGetInputTypeInfo = 33, SessionGetOutputTypeInfo = 34,
        SessionGetOverridableInitializerTypeInfo = 35, SessionGetInputName = 36, SessionGetOutputName = 37,
        SessionGetOverridableInitializerName = 38, CreateRunOptions = 39, RunOptionsSetRunLogVerbosityLevel = 40,
        RunOptionsSetRunLogSeverityLevel = 41, RunOptionsSetRunTag = 42, RunOptionsSetTerminate = 46,
        RunOptionsUnsetTerminate = 47, CreateTensorAsOrtValue = 48, CreateTensorWithDataAsOrtValue = 49, IsTensor = 50,
        GetTensorMutableData = 51, CastTypeInfoToTensorInfo = 55, GetOnnxTypeFromTypeInfo = 56, GetTensorElementType = 60,
        GetDimensionsCount = 61, GetDimensions = 62, GetSymbolicDimensions = 63, GetTensorShapeElementCount = 64,
        GetTensorTypeAndShape = 65, GetValueType = 67, CreateMemoryInfo = 68, CreateCpuMemoryInfo = 69,
        MemoryInfoGetName = 71, MemoryInfoGetId = 72, MemoryInfoGetMemType = 73, MemoryInfoGetType = 74, AllocatorFree = 76,
        GetAllocatorWithDefaultOptions = 78, AddFreeDimensionOverride = 79, ReleaseEnv = 92, ReleaseStatus = 93,
        ReleaseMemoryInfo = 94, ReleaseSession = 95, ReleaseValue = 96, ReleaseRunOptions = 97, ReleaseTypeInfo = 98,
        ReleaseTensorTypeAndShapeInfo = 99, ReleaseSessionOptions = 100, SessionEndProfiling = 110,
        SessionGetModelMetadata = 111, ModelMetadataGetProducerName = 112, ModelMetadataGetGraphName = 113,
        ModelMetadataGetDomain = 114, ModelMetadataGetDescription = 115, ModelMetadataLookupCustomMetadataMap = 116,
        ModelMetadataGetVersion = 117, ReleaseModelMetadata = 118, CreateEnvWithGlobalThreadPools = 119,
        DisablePerSessionThreads = 120, CreateThreadingOptions = 121, ReleaseThreadingOptions = 122,
        ModelMetadataGetCustomMetadataMapKeys = 123, AddFreeDimensionOverrideByName = 124, GetAvailableProviders = 125,
        ReleaseAvailableProviders = 126, AddSessionConfigEntry = 130, CreateAllocator = 131, ReleaseAllocator = 132,
        RunWithBinding = 133, CreateIoBinding = 134, ReleaseIoBinding = 135, BindInput = 136, BindOutput = 137,
        BindOutputToDevice = 138, GetBoundOutputNames = 139, GetBoundOutputValues = 140, ClearBoundInputs = 141,
        ClearBoundOutputs = 142, SetGlobalIntraOpNumThreads = 147, SetGlobalInterOpNumThreads = 148,
        SetGlobalSpinControl = 149, CreateEnvWithCustomLoggerAndGlobalThreadPools = 151, SetGlobalDenormalAsZero = 155,
        ModelMetadataGetGraphDescription = 158, AddRunConfigEntry = 165, GetTensorMemoryInfo = 194,
        GetExecutionProviderApi = 195, SynchronizeBoundInputs = 202, SynchronizeBoundOutputs = 203,
        SessionOptionsAppendExecutionProviderCudaV2 = 204, CreateCudaProviderOptions = 205, UpdateCudaProviderOptions = 206,
        GetCudaProviderOptionsAsString = 207, ReleaseCudaProviderOptions = 208, SessionOptionsAppendExecutionProvider = 216,
        UpdateEnvWithCustomLogLevel = 226;

    static Ort()
    {
        // Since 1.29 the Linux and macOS libraries hold a telemetry client, on by default. Only the C environment reaches it.
        if (!OperatingSystem.IsWindows())
            _ = SetEnvironmentVariable("ORT_DISABLE_TELEMETRY", "1", 1);
        NativeLibrary.SetDllImportResolver(typeof(Ort).Assembly, OrtLibrary.Resolve);
        nint* entry = (nint*)OrtGetApiBase();
        VersionString = NativeText.Read(((delegate* unmanaged<nint>)entry[1])());
        Api = (void**)((delegate* unmanaged<uint, nint>)entry[0])(ApiVersion);
        if (Api == null)
            throw new DllNotFoundException($"Found ONNX Runtime {VersionString}, expected 1.16 or newer.");
    }

    /// <summary>The table; index it with the constants above.</summary>
    internal static void** Api { get; }

    /// <summary>Version of the loaded library, such as <c>1.27.0</c>.</summary>
    internal static string VersionString { get; }

    /// <summary>Turns a status into an exception and gives it back to the library.</summary>
    internal static void Check(nint status)
    {
        if (status == 0)
            return;
        int code = ((delegate* unmanaged<nint, int>)Api[GetErrorCode])(status);
        string text = NativeText.Read(((delegate* unmanaged<nint, nint>)Api[GetErrorMessage])(status));
        ((delegate* unmanaged<nint, void>)Api[ReleaseStatus])(status);
        throw new OnnxRuntimeException(code, text);
    }

    /// <summary>A function that only makes an object: <c>S f(out)</c>.</summary>
    internal static nint Create(int function)
    {
        nint made;
        Check(((delegate* unmanaged<nint*, nint>)Api[function])(&made));
        return made;
    }

    /// <summary><c>S f(self)</c>.</summary>
    internal static void Call(int function, nint self) => Check(((delegate* unmanaged<nint, nint>)Api[function])(self));

    /// <summary><c>S f(self, int)</c>.</summary>
    internal static void Call(int function, nint self, int value) => Check(((delegate* unmanaged<nint, int, nint>)Api[function])(self, value));

    /// <summary><c>S f(self, pointer)</c>.</summary>
    internal static void Call(int function, nint self, nint other) => Check(((delegate* unmanaged<nint, nint, nint>)Api[function])(self, other));

    /// <summary><c>S f(self, text)</c>; the bytes are zero-terminated.</summary>
    internal static void Call(int function, nint self, byte[] text)
    {
        fixed (byte* bytes = text)
            Check(((delegate* unmanaged<nint, byte*, nint>)Api[function])(self, bytes));
    }

    /// <summary><c>S f(self, out T)</c>.</summary>
    internal static T Get<T>(int function, nint self)
        where T : unmanaged
    {
        T value;
        Check(((delegate* unmanaged<nint, T*, nint>)Api[function])(self, &value));
        return value;
    }

    /// <summary><c>void f(self)</c>; null is accepted by the library.</summary>
    internal static void Release(int function, nint self) => ((delegate* unmanaged<nint, void>)Api[function])(self);

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetEnvironmentVariable(string name, string value, int overwrite);

    [LibraryImport(OrtLibrary.Name)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint OrtGetApiBase();
}
