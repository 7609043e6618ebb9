using System.Runtime.InteropServices;

using Microsoft.ML.OnnxRuntime;

namespace Pipeline.Inference;

/// <summary>
/// The one gate to ONNX Runtime's process-wide environment. It switches the vendor's telemetry client off (present in the
/// Linux and macOS libraries from 1.29 on: files in the cache folder and name look-ups), and keeps the library's log lines
/// off stderr: they are held here and quoted in our own messages. Every session must come from here.
/// </summary>
public static partial class OnnxRuntimeGuard
{
    private static readonly Lazy<OrtEnv> Shared = new(Create, LazyThreadSafetyMode.ExecutionAndPublication);

    /// <summary>Version of the loaded library, such as <c>1.31.1</c>.</summary>
    public static string Version => Environment.GetVersionString();

    /// <summary>Whether the stand-in over the bare C library is in use instead of the official package.</summary>
    public static bool IsStandIn { get; } = typeof(OrtEnv).Assembly.GetName().Name == "OnnxRuntimeNative";

    /// <summary>Runtime and version for reports, such as <c>onnxruntime 1.31.1</c>; a stand-in says so.</summary>
    public static string Name => $"onnxruntime {Version}{(IsStandIn ? " (stand-in)" : "")}";

    /// <summary>Execution providers compiled into the library. Being listed does not mean that one can be loaded.</summary>
    public static IReadOnlyList<string> Providers => Environment.GetAvailableProviders();

    /// <summary>The error lines that the library logged since the last call.</summary>
    internal static RuntimeLog Log { get; } = new();

    /// <summary>The environment; created on first use, lives as long as the process.</summary>
    internal static OrtEnv Environment
    {
        get
        {
            try
            {
                return Shared.Value;
            }
            catch (Exception e) when (e is TypeInitializationException or DllNotFoundException)
            {
                string file = OperatingSystem.IsWindows() ? "onnxruntime.dll" : OperatingSystem.IsMacOS() ? "libonnxruntime.dylib" : "libonnxruntime.so";
                string hint = OperatingSystem.IsWindows() ? " and install the Visual C++ 2022 redistributable" : "";
                throw new DeviceUnavailableException($"ONNX Runtime could not be loaded: put {file} beside the program ({AppContext.BaseDirectory}){hint}.", e);
            }
        }
    }

    private static OrtEnv Create()
    {
        // .NET on Unix keeps its own copy of the environment: only libc's setenv reaches the native library, and the library
        // decides when the environment is created. It is not safe against a concurrent getenv, hence once, and here.
        if (!OperatingSystem.IsWindows())
            _ = SetEnvironmentVariable("ORT_DISABLE_TELEMETRY", "1", 1);
        var options = new EnvironmentCreationOptions
        {
            logId = "pipeline",
            logLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            loggingFunction = Log.Receive,
        };
        OrtEnv environment = OrtEnv.IsCreated ? OrtEnv.Instance() : OrtEnv.CreateInstanceWithOptions(ref options);
        environment.DisableTelemetryEvents();
        return environment;
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetEnvironmentVariable(string name, string value, int overwrite);
}
