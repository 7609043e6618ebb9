namespace Pipeline.Training;

/// <summary>Watches a run; called on the training thread, so it must return at once.</summary>
public interface ITrainingObserver
{
    /// <summary>Training begins or goes on at <paramref name="step"/>.</summary>
    void Started(long step, long steps);

    void Stepped(long stepsDone, double loss, double secondsPerStep);

    void Validated(long stepsDone, ValidationScore score, bool isBest);

    void Saved(long stepsDone);
}
