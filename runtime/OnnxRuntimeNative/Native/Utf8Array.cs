using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>An array of zero-terminated UTF-8 strings in native memory (<c>char**</c>), freed with the object.</summary>
internal sealed unsafe class Utf8Array : IDisposable
{
    private readonly int _count;

    internal Utf8Array(IReadOnlyCollection<string> texts)
    {
        Pointer = (byte**)NativeMemory.AllocZeroed((nuint)Math.Max(1, texts.Count), (nuint)sizeof(byte*));
        foreach (string text in texts)
            Pointer[_count++] = (byte*)Marshal.StringToCoTaskMemUTF8(text);
    }

    internal byte** Pointer { get; private set; }

    public void Dispose()
    {
        if (Pointer == null)
            return;
        for (int i = 0; i < _count; i++)
            Marshal.FreeCoTaskMem((nint)Pointer[i]);
        NativeMemory.Free(Pointer);
        Pointer = null;
    }
}
