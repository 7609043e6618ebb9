namespace Pipeline.Inference;

/// <summary>What the machine, or the container that the process runs in, has.</summary>
internal static class MachineMemory
{
    /// <summary>Bytes of memory, as limited by a container.</summary>
    public static long Total => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
}
