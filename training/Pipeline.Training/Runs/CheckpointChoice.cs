namespace Pipeline.Training.Runs;

/// <summary>Which checkpoint is evaluated or exported.</summary>
public enum CheckpointChoice
{
    /// <summary>The newest: nothing was chosen by looking at scores.</summary>
    Last,

    /// <summary>The one with the best validation score.</summary>
    Best,
}
