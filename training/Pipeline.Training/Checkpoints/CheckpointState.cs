namespace Pipeline.Training.Checkpoints;

/// <summary>state.json of a checkpoint: what is not a tensor.</summary>
public sealed record CheckpointState
{
    public const string CurrentSchema = "pipeline-checkpoint/1";

    public string Schema { get; init; } = CurrentSchema;

    /// <summary>Steps done; the next step to run.</summary>
    public required long Step { get; init; }

    public double? BestScore { get; init; }

    public long? BestStep { get; init; }

    public double? LastScore { get; init; }

    public IReadOnlyDictionary<string, double>? LastValues { get; init; }

    /// <summary>Seconds spent so far, over all sittings.</summary>
    public double Seconds { get; init; }

    /// <summary>Of them in training steps.</summary>
    public double StepSeconds { get; init; }

    /// <summary>Of them waiting for batches.</summary>
    public double WaitSeconds { get; init; }
}
