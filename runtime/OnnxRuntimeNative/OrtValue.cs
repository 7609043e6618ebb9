using System.Buffers;

using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>
/// A tensor: memory of the library, or a view of the caller's. A view of managed memory pins it until the value is
/// disposed; one of native memory must not outlive that memory.
/// </summary>
public unsafe class OrtValue : IDisposable
{
    private nint _handle;
    private MemoryHandle _pinned;

    internal OrtValue(nint handle, MemoryHandle pinned = default)
    {
        _handle = handle;
        _pinned = pinned;
    }

    ~OrtValue() => Dispose(disposing: false);

    public OnnxValueType OnnxType => (OnnxValueType)Ort.Get<int>(Ort.GetValueType, Handle);

    public bool IsTensor => Ort.Get<int>(Ort.IsTensor, Handle) != 0;

    internal nint Handle
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle == 0, this);
            return _handle;
        }
    }

    /// <summary>A tensor over the caller's own memory of <paramref name="bufferLengthInBytes"/> bytes; it may be larger than the shape needs.</summary>
    public static OrtValue CreateTensorValueWithData(OrtMemoryInfo memInfo, TensorElementType elementType, long[] shape, IntPtr dataBufferPtr, long bufferLengthInBytes) =>
        new(View(memInfo, elementType, shape, dataBufferPtr, bufferLengthInBytes));

    public static OrtValue CreateTensorValueFromMemory<T>(T[] data, long[] shape)
        where T : unmanaged => CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, data.AsMemory(), shape);

    public static OrtValue CreateTensorValueFromMemory<T>(OrtMemoryInfo memoryInfo, Memory<T> memory, long[] shape)
        where T : unmanaged
    {
        TensorElementType element = TensorElements.Of<T>();
        long count = Count(shape);
        if (count > memory.Length)
            throw OnnxRuntimeException.InvalidArgument($"Found {memory.Length} elements, expected at least {count} for the shape [{string.Join(", ", shape)}].");
        MemoryHandle pinned = memory.Pin();
        try
        {
            return new OrtValue(View(memoryInfo, element, shape, (nint)pinned.Pointer, count * sizeof(T)), pinned);
        }
        catch
        {
            pinned.Dispose();
            throw;
        }
    }

    /// <summary>A tensor whose memory the library allocates and frees.</summary>
    public static OrtValue CreateAllocatedTensorValue(OrtAllocator allocator, TensorElementType elementType, long[] shape)
    {
        nint made;
        fixed (long* axes = shape)
        {
            Ort.Check(((delegate* unmanaged<nint, long*, nuint, int, nint*, nint>)Ort.Api[Ort.CreateTensorAsOrtValue])(
                allocator.Pointer(), axes, (nuint)shape.Length, (int)elementType, &made));
        }
        return new OrtValue(made);
    }

    public ReadOnlySpan<T> GetTensorDataAsSpan<T>()
        where T : unmanaged => GetTensorMutableDataAsSpan<T>();

    public Span<T> GetTensorMutableDataAsSpan<T>()
        where T : unmanaged
    {
        OrtTensorTypeAndShapeInfo info = GetTensorTypeAndShape();
        TensorElements.CheckReadAs<T>(info.ElementDataType);
        return new Span<T>((void*)Ort.Get<nint>(Ort.GetTensorMutableData, Handle), checked((int)info.ElementCount));
    }

    /// <summary>The tensor's bytes, whatever its element type.</summary>
    public Span<byte> GetTensorMutableRawData()
    {
        OrtTensorTypeAndShapeInfo info = GetTensorTypeAndShape();
        if (info.IsString)
            throw OnnxRuntimeException.InvalidArgument("The tensor holds strings, which have no raw bytes.");
        return new Span<byte>((void*)Ort.Get<nint>(Ort.GetTensorMutableData, Handle), checked((int)(info.ElementCount * TensorElements.SizeOf(info.ElementDataType))));
    }

    public OrtTensorTypeAndShapeInfo GetTensorTypeAndShape()
    {
        nint info = Ort.Get<nint>(Ort.GetTensorTypeAndShape, Handle);
        try
        {
            return new OrtTensorTypeAndShapeInfo(info);
        }
        finally
        {
            Ort.Release(Ort.ReleaseTensorTypeAndShapeInfo, info);
        }
    }

    public OrtMemoryInfo GetTensorMemoryInfo() => new(Ort.Get<nint>(Ort.GetTensorMemoryInfo, Handle));

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        nint handle = Interlocked.Exchange(ref _handle, 0);
        if (handle == 0)
            return;
        Ort.Release(Ort.ReleaseValue, handle);
        _pinned.Dispose();
    }

    private static nint View(OrtMemoryInfo info, TensorElementType element, long[] shape, nint data, long bytes)
    {
        nint made;
        fixed (long* axes = shape)
        {
            Ort.Check(((delegate* unmanaged<nint, nint, nuint, long*, nuint, int, nint*, nint>)Ort.Api[Ort.CreateTensorWithDataAsOrtValue])(
                info.Pointer(), data, (nuint)bytes, axes, (nuint)shape.Length, (int)element, &made));
        }
        return made;
    }

    private static long Count(long[] shape)
    {
        long count = 1;
        foreach (long axis in shape)
        {
            if (axis < 0)
                throw OnnxRuntimeException.InvalidArgument($"Found the axis length {axis}, expected 0 or more.");
            count = checked(count * axis);
        }
        return count;
    }
}
