using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>
/// The process's one environment: log, thread pools, allocators. It is never released, since the library does not survive
/// a session that outlives it.
/// </summary>
public sealed unsafe class OrtEnv : SafeHandle
{
    private static readonly Lock Gate = new();
    private static OrtEnv? s_instance;
    private static DOrtLoggingFunction? s_log;

    private OrtLoggingLevel _level;

    private OrtEnv(nint handle, OrtLoggingLevel level)
        : base(0, ownsHandle: false)
    {
        SetHandle(handle);
        _level = level;
    }

    public static bool IsCreated
    {
        get
        {
            lock (Gate)
                return s_instance is not null;
        }
    }

    public OrtLoggingLevel EnvLogLevel
    {
        get => _level;
        set
        {
            Ort.Call(Ort.UpdateEnvWithCustomLogLevel, this.Pointer(), (int)value);
            _level = value;
        }
    }

    public override bool IsInvalid => handle == 0;

    public static OrtEnv Instance()
    {
        lock (Gate)
        {
            var options = new EnvironmentCreationOptions { logId = "CSharpOnnxRuntime" };
            return s_instance ??= Create(ref options);
        }
    }

    public static OrtEnv CreateInstanceWithOptions(ref EnvironmentCreationOptions options)
    {
        lock (Gate)
        {
            return s_instance is null
                ? s_instance = Create(ref options)
                : throw new InvalidOperationException("OrtEnv singleton instance already exists, supplied options would not have any effect");
        }
    }

    public void EnableTelemetryEvents() => Ort.Call(Ort.EnableTelemetryEvents, this.Pointer());

    public void DisableTelemetryEvents() => Ort.Call(Ort.DisableTelemetryEvents, this.Pointer());

    public string GetVersionString() => Ort.VersionString;

    public string[] GetAvailableProviders()
    {
        nint* names;
        int count;
        Ort.Check(((delegate* unmanaged<nint**, int*, nint>)Ort.Api[Ort.GetAvailableProviders])(&names, &count));
        try
        {
            var providers = new string[count];
            for (int i = 0; i < count; i++)
                providers[i] = NativeText.Read(names[i]);
            return providers;
        }
        finally
        {
            Ort.Check(((delegate* unmanaged<nint*, int, nint>)Ort.Api[Ort.ReleaseAvailableProviders])(names, count));
        }
    }

    protected override bool ReleaseHandle() => true;

    private static OrtEnv Create(ref EnvironmentCreationOptions options)
    {
        OrtLoggingLevel level = options.logLevel ?? OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;
        nint threads = options.threadOptions?.Pointer() ?? 0;
        nint parameter = options.loggingParam ?? 0;
        s_log = options.loggingFunction;
        var receive = (nint)(delegate* unmanaged[Cdecl]<nint, int, nint, nint, nint, nint, void>)&Receive;
        void** api = Ort.Api;
        nint made;
        fixed (byte* id = NativeText.Utf8(options.logId ?? ""))
        {
            Ort.Check((s_log is not null, threads != 0) switch
            {
                (false, false) => ((delegate* unmanaged<int, byte*, nint*, nint>)api[Ort.CreateEnv])((int)level, id, &made),
                (true, false) => ((delegate* unmanaged<nint, nint, int, byte*, nint*, nint>)api[Ort.CreateEnvWithCustomLogger])(receive, parameter, (int)level, id, &made),
                (false, true) => ((delegate* unmanaged<int, byte*, nint, nint*, nint>)api[Ort.CreateEnvWithGlobalThreadPools])((int)level, id, threads, &made),
                (true, true) => ((delegate* unmanaged<nint, nint, int, byte*, nint, nint*, nint>)api[Ort.CreateEnvWithCustomLoggerAndGlobalThreadPools])(receive, parameter, (int)level, id, threads, &made),
            });
        }
        return new OrtEnv(made, level);
    }

    /// <summary>Called by the library from any thread; an exception must not cross into it.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Receive(nint parameter, int severity, nint category, nint logId, nint location, nint message)
    {
        try
        {
            s_log?.Invoke(parameter, (OrtLoggingLevel)severity, NativeText.Read(category), NativeText.Read(logId), NativeText.Read(location), NativeText.Read(message));
        }
        catch (Exception)
        {
            s_log = null;   // nobody below this frame could be told; a reader that throws is not called again
        }
    }
}
