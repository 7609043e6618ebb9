using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Conversions shared by the wrappers of native objects.</summary>
internal static class OrtHandle
{
    /// <summary>The pointer; refuses a disposed object, whose memory the library has given back.</summary>
    internal static nint Pointer(this SafeHandle handle)
    {
        ObjectDisposedException.ThrowIf(handle.IsClosed, handle);
        return handle.DangerousGetHandle();
    }
}
