namespace Pipeline.Training.Tests.Fixtures;

/// <summary>An observer that overrides what it needs.</summary>
public abstract class ObserverBase : ITrainingObserver
{
    public virtual void Started(long step, long steps)
    {
    }

    public virtual void Stepped(long stepsDone, double loss, double secondsPerStep)
    {
    }

    public virtual void Validated(long stepsDone, ValidationScore score, bool isBest)
    {
    }

    public virtual void Saved(long stepsDone)
    {
    }
}
