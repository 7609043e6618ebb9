namespace Pipeline.Training.Schedules;

/// <summary>
/// Learning rate by step, a pure function, so that a resumed run needs no state: linear from peak/warm-up to the peak over the warm-up
/// steps, then half a cosine down to <paramref name="Minimum"/> at the last step.
/// </summary>
public sealed record WarmupCosine(double Peak, double Minimum, long WarmupSteps, long Steps)
{
    /// <summary>The rate of step 0 … Steps-1.</summary>
    public double At(long step)
    {
        if (step < WarmupSteps) return Peak * (step + 1) / WarmupSteps;
        var span = Math.Max(1, Steps - 1 - WarmupSteps);
        var progress = Math.Clamp((double)(step - WarmupSteps) / span, 0, 1);
        return Minimum + (Peak - Minimum) * (1 + Math.Cos(Math.PI * progress)) / 2;
    }
}
