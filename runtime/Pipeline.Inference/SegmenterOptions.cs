namespace Pipeline.Inference;

/// <summary>How a <see cref="Segmenter"/> runs; what it computes is in the model's card alone.</summary>
public sealed record SegmenterOptions
{
    /// <summary>The device. <c>auto</c> takes the best one whose self-test passes; a named one that cannot be had is an error.</summary>
    public DeviceSpec Device { get; init; } = DeviceSpec.Auto;

    /// <summary>Threads of the processor; 0 means one per physical core, at most 8.</summary>
    public int Threads
    {
        get;
        init => field = value is >= 0 and <= 1024 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"Threads is {value}; allowed are 0 (choose) to 1024.");
    }

    /// <summary>Slices that go through the network together, at most; fewer where the memory budget asks for it.</summary>
    public int MaxBatch
    {
        get;
        init => field = value is >= 1 and <= 256 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"MaxBatch is {value}; allowed are 1 to 256.");
    }

    = 4;

    /// <summary>Upper bound of the process's resident memory in bytes, model included; null: half of the machine's memory.</summary>
    public long? MaxMemoryBytes
    {
        get;
        init => field = value is null or > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), $"MaxMemoryBytes is {value}; allowed are positive numbers.");
    }

    /// <summary>Folder that holds bundles as NAME/VERSION, for models that are given by name.</summary>
    public string ModelsRoot { get; init; } = "artifacts/models";
}
