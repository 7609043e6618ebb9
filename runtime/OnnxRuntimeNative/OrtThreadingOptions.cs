using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Sizes of the thread pools that sessions may share (<see cref="SessionOptions.DisablePerSessionThreads"/>).</summary>
public class OrtThreadingOptions : SafeHandle
{
    public OrtThreadingOptions()
        : base(0, ownsHandle: true) => SetHandle(Ort.Create(Ort.CreateThreadingOptions));

    /// <summary>0: as many as there are cores.</summary>
    public int GlobalInterOpNumThreads
    {
        set => Ort.Call(Ort.SetGlobalInterOpNumThreads, this.Pointer(), value);
    }

    /// <summary>0: as many as there are cores.</summary>
    public int GlobalIntraOpNumThreads
    {
        set => Ort.Call(Ort.SetGlobalIntraOpNumThreads, this.Pointer(), value);
    }

    public bool GlobalSpinControl
    {
        set => Ort.Call(Ort.SetGlobalSpinControl, this.Pointer(), value ? 1 : 0);
    }

    public override bool IsInvalid => handle == 0;

    public void SetGlobalDenormalAsZero() => Ort.Call(Ort.SetGlobalDenormalAsZero, this.Pointer());

    protected override bool ReleaseHandle()
    {
        Ort.Release(Ort.ReleaseThreadingOptions, handle);
        return true;
    }
}
