using Pipeline.Training.Checkpoints;

namespace Pipeline.Training;

/// <summary>Why training came back.</summary>
public enum TrainingEnd
{
    /// <summary>All steps are done.</summary>
    Completed,

    /// <summary>The time budget is spent; a checkpoint holds the state.</summary>
    TimeSpent,

    /// <summary>Cancelled; a checkpoint holds the state.</summary>
    Cancelled,
}

/// <summary>How a sitting ended, and the state in its last checkpoint.</summary>
public sealed record TrainingOutcome(TrainingEnd End, CheckpointState State);
