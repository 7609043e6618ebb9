using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Settings of one run, and the means to stop it from another thread.</summary>
public unsafe class RunOptions : SafeHandle
{
    private OrtLoggingLevel _logSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_WARNING;
    private int _logVerbosityLevel;
    private string _logId = "";
    private bool _terminate;

    public RunOptions()
        : base(0, ownsHandle: true) => SetHandle(Ort.Create(Ort.CreateRunOptions));

    public override bool IsInvalid => handle == 0;

    public OrtLoggingLevel LogSeverityLevel
    {
        get => _logSeverityLevel;
        set
        {
            Ort.Call(Ort.RunOptionsSetRunLogSeverityLevel, this.Pointer(), (int)value);
            _logSeverityLevel = value;
        }
    }

    public int LogVerbosityLevel
    {
        get => _logVerbosityLevel;
        set
        {
            Ort.Call(Ort.RunOptionsSetRunLogVerbosityLevel, this.Pointer(), value);
            _logVerbosityLevel = value;
        }
    }

    public string LogId
    {
        get => _logId;
        set
        {
            Ort.Call(Ort.RunOptionsSetRunTag, this.Pointer(), NativeText.Utf8(value));
            _logId = value;
        }
    }

    /// <summary>True stops every run with these options; it is looked at between two nodes of the graph.</summary>
    public bool Terminate
    {
        get => _terminate;
        set
        {
            Ort.Call(value ? Ort.RunOptionsSetTerminate : Ort.RunOptionsUnsetTerminate, this.Pointer());
            _terminate = value;
        }
    }

    public void AddRunConfigEntry(string configKey, string configValue)
    {
        fixed (byte* key = NativeText.Utf8(configKey), text = NativeText.Utf8(configValue))
            Ort.Check(((delegate* unmanaged<nint, byte*, byte*, nint>)Ort.Api[Ort.AddRunConfigEntry])(this.Pointer(), key, text));
    }

    protected override bool ReleaseHandle()
    {
        Ort.Release(Ort.ReleaseRunOptions, handle);
        return true;
    }
}
