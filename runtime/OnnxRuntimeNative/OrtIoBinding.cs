using System.Runtime.InteropServices;
using System.Text;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>
/// Inputs and outputs bound to a session, so that a run allocates nothing. An input that lies on another device than the
/// provider's is copied once, when it is bound: bind it again after changing it.
/// </summary>
public unsafe class OrtIoBinding : SafeHandle
{
    private readonly InferenceSession _session;   // must outlive the binding

    internal OrtIoBinding(InferenceSession session)
        : base(0, ownsHandle: true)
    {
        _session = session;
        SetHandle(Ort.Get<nint>(Ort.CreateIoBinding, session.Handle));
    }

    public override bool IsInvalid => handle == 0;

    public void BindInput(string name, OrtValue ortValue) => Bind(Ort.BindInput, name, ortValue.Handle);

    public void BindOutput(string name, OrtValue ortValue) => Bind(Ort.BindOutput, name, ortValue.Handle);

    /// <summary>The library allocates the output, in the memory named.</summary>
    public void BindOutputToDevice(string name, OrtMemoryInfo memInfo) => Bind(Ort.BindOutputToDevice, name, memInfo.Pointer());

    public void SynchronizeBoundInputs() => Ort.Call(Ort.SynchronizeBoundInputs, this.Pointer());

    public void SynchronizeBoundOutputs() => Ort.Call(Ort.SynchronizeBoundOutputs, this.Pointer());

    public void ClearBoundInputs() => Ort.Release(Ort.ClearBoundInputs, this.Pointer());

    public void ClearBoundOutputs() => Ort.Release(Ort.ClearBoundOutputs, this.Pointer());

    public string[] GetOutputNames()
    {
        byte* text;
        nuint* lengths;
        nuint count;
        Ort.Check(((delegate* unmanaged<nint, nint, byte**, nuint**, nuint*, nint>)Ort.Api[Ort.GetBoundOutputNames])(this.Pointer(), OrtAllocator.DefaultPointer, &text, &lengths, &count));
        if (count == 0)
            return [];
        var names = new string[count];
        byte* next = text;   // one text after the other, without terminators
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = Encoding.UTF8.GetString(next, (int)lengths[i]);
            next += lengths[i];
        }
        Ort.Call(Ort.AllocatorFree, OrtAllocator.DefaultPointer, (nint)text);
        Ort.Call(Ort.AllocatorFree, OrtAllocator.DefaultPointer, (nint)lengths);
        return names;
    }

    /// <summary>The bound outputs, as values of their own.</summary>
    public IDisposableReadOnlyCollection<OrtValue> GetOutputValues()
    {
        nint* handles;
        nuint count;
        Ort.Check(((delegate* unmanaged<nint, nint, nint**, nuint*, nint>)Ort.Api[Ort.GetBoundOutputValues])(this.Pointer(), OrtAllocator.DefaultPointer, &handles, &count));
        var values = new OrtValue[count];
        for (int i = 0; i < values.Length; i++)
            values[i] = new OrtValue(handles[i]);
        if (count > 0)
            Ort.Call(Ort.AllocatorFree, OrtAllocator.DefaultPointer, (nint)handles);
        return new DisposableList<OrtValue>(values);
    }

    protected override bool ReleaseHandle()
    {
        Ort.Release(Ort.ReleaseIoBinding, handle);
        GC.KeepAlive(_session);
        return true;
    }

    private void Bind(int function, string name, nint target)
    {
        fixed (byte* text = NativeText.Utf8(name))
            Ort.Check(((delegate* unmanaged<nint, byte*, nint, nint>)Ort.Api[function])(this.Pointer(), text, target));
    }
}
