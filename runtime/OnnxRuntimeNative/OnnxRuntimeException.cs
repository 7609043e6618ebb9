namespace Microsoft.ML.OnnxRuntime;

/// <summary>A call into the library failed; the message is <c>[ErrorCode:Name] text of the library</c>.</summary>
public class OnnxRuntimeException : Exception
{
    /// <summary>Names of the C API's codes 0 to 15, spelled as the official library spells those that it knows.</summary>
    private static readonly string[] CodeNames =
    [
        "Ok", "Fail", "InvalidArgument", "NoSuchFile", "NoModel", "EngineError", "RuntimeException", "InvalidProtobuf",
        "ModelLoaded", "NotImplemented", "InvalidGraph", "EpFail", "ModelLoadCanceled", "ModelRequiresCompilation",
        "NotFound", "DeviceReset",
    ];

    internal OnnxRuntimeException(int code, string text)
        : base($"[ErrorCode:{((uint)code < (uint)CodeNames.Length ? CodeNames[code] : code.ToString())}] {text}")
    {
    }

    internal static OnnxRuntimeException InvalidArgument(string text) => new(2, text);
}
