namespace Microsoft.ML.OnnxRuntime;

/// <summary>Plain allocations, or an arena that keeps what it once took.</summary>
public enum OrtAllocatorType
{
    DeviceAllocator = 0,
    ArenaAllocator = 1,
}
