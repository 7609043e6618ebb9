namespace Microsoft.ML.OnnxRuntime;

/// <summary>Receives the library's log lines, from any of its threads; must not throw.</summary>
public delegate void DOrtLoggingFunction(
    IntPtr param,
    OrtLoggingLevel severity,
    string category,
    string logId,
    string codeLocation,
    string message);
