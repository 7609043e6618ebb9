using Microsoft.ML.OnnxRuntime;

namespace Pipeline.Inference;

/// <summary>Holds the last error lines of ONNX Runtime; it may be called from any of the library's threads and must not throw.</summary>
internal sealed class RuntimeLog
{
    private const int Kept = 16;
    private readonly Queue<string> _lines = new();

    /// <summary>ONNX Runtime's logging callback.</summary>
    public void Receive(IntPtr parameter, OrtLoggingLevel severity, string category, string logId, string codeLocation, string message)
    {
        if (severity < OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR)
            return;
        lock (_lines)
        {
            if (_lines.Count == Kept)
                _lines.Dequeue();
            _lines.Enqueue(message);
        }
    }

    /// <summary>Takes the lines out, oldest first.</summary>
    public string[] Drain()
    {
        lock (_lines)
        {
            string[] lines = [.. _lines];
            _lines.Clear();
            return lines;
        }
    }
}
