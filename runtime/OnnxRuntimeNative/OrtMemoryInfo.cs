using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Names a kind of memory: device, allocator, side.</summary>
public unsafe class OrtMemoryInfo : SafeHandle
{
    /// <summary>Zero-terminated names of the C API.</summary>
    public static readonly byte[] allocatorCPU = NativeText.Utf8("Cpu");
    public static readonly byte[] allocatorCUDA = NativeText.Utf8("Cuda");
    public static readonly byte[] allocatorCUDA_PINNED = NativeText.Utf8("CudaPinned");

    private static readonly Lazy<OrtMemoryInfo> Default = new(() => new OrtMemoryInfo());

    public OrtMemoryInfo(string allocatorName, OrtAllocatorType allocatorType, int deviceId, OrtMemType memoryType)
        : this(NativeText.Utf8(allocatorName), allocatorType, deviceId, memoryType)
    {
    }

    public OrtMemoryInfo(byte[] utf8AllocatorName, OrtAllocatorType allocatorType, int deviceId, OrtMemType memoryType)
        : base(0, ownsHandle: true)
    {
        nint made;
        fixed (byte* name = utf8AllocatorName)
            Ort.Check(((delegate* unmanaged<byte*, int, int, int, nint*, nint>)Ort.Api[Ort.CreateMemoryInfo])(name, (int)allocatorType, deviceId, (int)memoryType, &made));
        SetHandle(made);
    }

    internal OrtMemoryInfo(nint borrowed)
        : base(0, ownsHandle: false) => SetHandle(borrowed);

    private OrtMemoryInfo()
        : base(0, ownsHandle: true)
    {
        nint made;
        Ort.Check(((delegate* unmanaged<int, int, nint*, nint>)Ort.Api[Ort.CreateCpuMemoryInfo])((int)OrtAllocatorType.DeviceAllocator, (int)OrtMemType.Cpu, &made));
        SetHandle(made);
    }

    /// <summary>Ordinary memory of the processor.</summary>
    public static OrtMemoryInfo DefaultInstance => Default.Value;

    public string Name => NativeText.Read(Ort.Get<nint>(Ort.MemoryInfoGetName, this.Pointer()));

    public int Id => Ort.Get<int>(Ort.MemoryInfoGetId, this.Pointer());

    public override bool IsInvalid => handle == 0;

    public OrtMemType GetMemoryType() => (OrtMemType)Ort.Get<int>(Ort.MemoryInfoGetMemType, this.Pointer());

    public OrtAllocatorType GetAllocatorType() => (OrtAllocatorType)Ort.Get<int>(Ort.MemoryInfoGetType, this.Pointer());

    protected override bool ReleaseHandle()
    {
        Ort.Release(Ort.ReleaseMemoryInfo, handle);
        return true;
    }
}
