using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Settings of the CUDA provider; making them fails where the library carries none.</summary>
public unsafe class OrtCUDAProviderOptions : SafeHandle
{
    public OrtCUDAProviderOptions()
        : base(0, ownsHandle: true) => SetHandle(Ort.Create(Ort.CreateCudaProviderOptions));

    public override bool IsInvalid => handle == 0;

    public void UpdateOptions(Dictionary<string, string> providerOptions)
    {
        using var keys = new Utf8Array(providerOptions.Keys);
        using var values = new Utf8Array(providerOptions.Values);
        Ort.Check(((delegate* unmanaged<nint, byte**, byte**, nuint, nint>)Ort.Api[Ort.UpdateCudaProviderOptions])(
            this.Pointer(), keys.Pointer, values.Pointer, (nuint)providerOptions.Count));
    }

    /// <summary>The settings as <c>key=value;key=value</c>.</summary>
    public string GetOptions()
    {
        nint text;
        Ort.Check(((delegate* unmanaged<nint, nint, nint*, nint>)Ort.Api[Ort.GetCudaProviderOptionsAsString])(this.Pointer(), OrtAllocator.DefaultPointer, &text));
        return NativeText.Take(text);
    }

    protected override bool ReleaseHandle()
    {
        Ort.Release(Ort.ReleaseCudaProviderOptions, handle);
        return true;
    }
}
