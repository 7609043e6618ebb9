namespace Pipeline.Inference;

/// <summary>Where a network may run.</summary>
public enum DeviceKind
{
    /// <summary>The best device whose self-test passes on this machine.</summary>
    Auto,

    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU through CUDA and cuDNN.</summary>
    Cuda,

    /// <summary>A Windows GPU through DirectML.</summary>
    DirectML,
}
