namespace Pipeline.Training;

/// <summary>Where the run stands.</summary>
/// <param name="Step">From 0.</param>
/// <param name="Steps">In all.</param>
/// <param name="LearningRate">Of this step.</param>
public readonly record struct StepContext(long Step, long Steps, double LearningRate)
{
    /// <summary>0 at the first step, 1 at the last.</summary>
    public double Progress => Steps > 1 ? (double)Step / (Steps - 1) : 1;
}
