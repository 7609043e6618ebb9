namespace Pipeline.Training;

/// <summary>Watches without a word.</summary>
public sealed class SilentObserver : ITrainingObserver
{
    public static SilentObserver Instance { get; } = new();

    public void Started(long step, long steps)
    {
    }

    public void Stepped(long stepsDone, double loss, double secondsPerStep)
    {
    }

    public void Validated(long stepsDone, ValidationScore score, bool isBest)
    {
    }

    public void Saved(long stepsDone)
    {
    }
}
