using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Settings of a session; the execution providers are in the other half of this class.</summary>
public unsafe partial class SessionOptions : SafeHandle
{
    private bool _enableMemoryPattern = true;
    private bool _enableCpuMemArena = true;
    private bool _enableProfiling;
    private string _profileOutputPathPrefix = "onnxruntime_profile_";
    private string _optimizedModelFilePath = "";
    private string _logId = "";
    private OrtLoggingLevel _logSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;
    private int _logVerbosityLevel;
    private int _intraOpNumThreads;
    private int _interOpNumThreads;
    private GraphOptimizationLevel _graphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL;
    private ExecutionMode _executionMode = ExecutionMode.ORT_SEQUENTIAL;

    public SessionOptions()
        : base(0, ownsHandle: true)
    {
        _ = OrtEnv.Instance();   // some providers cannot be appended before there is an environment
        SetHandle(Ort.Create(Ort.CreateSessionOptions));
    }

    public override bool IsInvalid => handle == 0;

    public bool EnableMemoryPattern
    {
        get => _enableMemoryPattern;
        set
        {
            Ort.Call(value ? Ort.EnableMemPattern : Ort.DisableMemPattern, this.Pointer());
            _enableMemoryPattern = value;
        }
    }

    public bool EnableCpuMemArena
    {
        get => _enableCpuMemArena;
        set
        {
            Ort.Call(value ? Ort.EnableCpuMemArena : Ort.DisableCpuMemArena, this.Pointer());
            _enableCpuMemArena = value;
        }
    }

    public bool EnableProfiling
    {
        get => _enableProfiling;
        set
        {
            if (value)
                Ort.Call(Ort.EnableProfiling, this.Pointer(), NativeText.Path(_profileOutputPathPrefix));
            else
                Ort.Call(Ort.DisableProfiling, this.Pointer());
            _enableProfiling = value;
        }
    }

    /// <summary>Set before <see cref="EnableProfiling"/>.</summary>
    public string ProfileOutputPathPrefix
    {
        get => _profileOutputPathPrefix;
        set => _profileOutputPathPrefix = value;
    }

    public string OptimizedModelFilePath
    {
        get => _optimizedModelFilePath;
        set
        {
            Ort.Call(Ort.SetOptimizedModelFilePath, this.Pointer(), NativeText.Path(value));
            _optimizedModelFilePath = value;
        }
    }

    public string LogId
    {
        get => _logId;
        set
        {
            Ort.Call(Ort.SetSessionLogId, this.Pointer(), NativeText.Utf8(value));
            _logId = value;
        }
    }

    public OrtLoggingLevel LogSeverityLevel
    {
        get => _logSeverityLevel;
        set
        {
            Ort.Call(Ort.SetSessionLogSeverityLevel, this.Pointer(), (int)value);
            _logSeverityLevel = value;
        }
    }

    public int LogVerbosityLevel
    {
        get => _logVerbosityLevel;
        set
        {
            Ort.Call(Ort.SetSessionLogVerbosityLevel, this.Pointer(), value);
            _logVerbosityLevel = value;
        }
    }

    /// <summary>Threads of one operator; 0: as many as there are cores.</summary>
    public int IntraOpNumThreads
    {
        get => _intraOpNumThreads;
        set
        {
            Ort.Call(Ort.SetIntraOpNumThreads, this.Pointer(), value);
            _intraOpNumThreads = value;
        }
    }

    /// <summary>Operators side by side in <see cref="ExecutionMode.ORT_PARALLEL"/>; 0: as many as there are cores.</summary>
    public int InterOpNumThreads
    {
        get => _interOpNumThreads;
        set
        {
            Ort.Call(Ort.SetInterOpNumThreads, this.Pointer(), value);
            _interOpNumThreads = value;
        }
    }

    public GraphOptimizationLevel GraphOptimizationLevel
    {
        get => _graphOptimizationLevel;
        set
        {
            Ort.Call(Ort.SetSessionGraphOptimizationLevel, this.Pointer(), (int)value);
            _graphOptimizationLevel = value;
        }
    }

    public ExecutionMode ExecutionMode
    {
        get => _executionMode;
        set
        {
            Ort.Call(Ort.SetSessionExecutionMode, this.Pointer(), (int)value);
            _executionMode = value;
        }
    }

    public void DisablePerSessionThreads() => Ort.Call(Ort.DisablePerSessionThreads, this.Pointer());

    public void AddSessionConfigEntry(string configKey, string configValue)
    {
        fixed (byte* key = NativeText.Utf8(configKey), text = NativeText.Utf8(configValue))
            Ort.Check(((delegate* unmanaged<nint, byte*, byte*, nint>)Ort.Api[Ort.AddSessionConfigEntry])(this.Pointer(), key, text));
    }

    public void AddFreeDimensionOverride(string dimDenotation, long dimValue) => Override(Ort.AddFreeDimensionOverride, dimDenotation, dimValue);

    public void AddFreeDimensionOverrideByName(string dimName, long dimValue) => Override(Ort.AddFreeDimensionOverrideByName, dimName, dimValue);

    protected override bool ReleaseHandle()
    {
        Ort.Release(Ort.ReleaseSessionOptions, handle);
        return true;
    }

    private void Override(int function, string name, long value)
    {
        fixed (byte* text = NativeText.Utf8(name))
            Ort.Check(((delegate* unmanaged<nint, byte*, long, nint>)Ort.Api[function])(this.Pointer(), text, value));
    }
}
