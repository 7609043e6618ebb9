namespace Microsoft.ML.OnnxRuntime;

/// <summary>How the process's one environment is made.</summary>
public struct EnvironmentCreationOptions
{
    public string? logId;
    public OrtLoggingLevel? logLevel;
    public OrtThreadingOptions? threadOptions;
    public IntPtr? loggingParam;
    public DOrtLoggingFunction? loggingFunction;
}
