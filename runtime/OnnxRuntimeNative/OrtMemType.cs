namespace Microsoft.ML.OnnxRuntime;

/// <summary>Which side of a device's memory is meant.</summary>
public enum OrtMemType
{
    CpuInput = -2,
    CpuOutput = -1,
    Cpu = CpuOutput,
    Default = 0,
}
