using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>An allocator of the library: the default one, or a session's for one kind of memory.</summary>
public unsafe class OrtAllocator : SafeHandle
{
    private static readonly Lazy<OrtAllocator> Default = new(() => new OrtAllocator());
    private readonly bool _owned;

    public OrtAllocator(InferenceSession session, OrtMemoryInfo memInfo)
        : base(0, ownsHandle: true)
    {
        nint made;
        Ort.Check(((delegate* unmanaged<nint, nint, nint*, nint>)Ort.Api[Ort.CreateAllocator])(session.Handle, memInfo.Pointer(), &made));
        SetHandle(made);
        _owned = true;
    }

    private OrtAllocator()
        : base(0, ownsHandle: false) => SetHandle(Ort.Create(Ort.GetAllocatorWithDefaultOptions));

    public static OrtAllocator DefaultInstance => Default.Value;

    public override bool IsInvalid => handle == 0;

    internal static nint DefaultPointer => Default.Value.handle;

    protected override bool ReleaseHandle()
    {
        if (_owned)
            Ort.Release(Ort.ReleaseAllocator, handle);
        return true;
    }
}
