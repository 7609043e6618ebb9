using System.Runtime.InteropServices;
using System.Text;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Text for the C API: zero-terminated UTF-8, and for paths what the platform's file functions take.</summary>
internal static unsafe class NativeText
{
    internal static byte[] Utf8(string text)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }

    internal static byte[] Path(string path) =>
        OperatingSystem.IsWindows() ? [.. Encoding.Unicode.GetBytes(path), 0, 0] : Utf8(path);

    internal static string Read(nint text) => Marshal.PtrToStringUTF8(text) ?? "";

    /// <summary>Reads a string that the library allocated and frees it on the same allocator.</summary>
    internal static string Take(nint text)
    {
        string result = Read(text);
        Ort.Check(((delegate* unmanaged<nint, nint, nint>)Ort.Api[Ort.AllocatorFree])(OrtAllocator.DefaultPointer, text));
        return result;
    }
}
