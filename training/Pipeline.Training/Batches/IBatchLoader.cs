namespace Pipeline.Training.Batches;

/// <summary>What the trainer sees of a loader.</summary>
public interface IBatchLoader : IDisposable
{
    /// <summary>Seconds that <see cref="Take"/> has waited in all.</summary>
    double WaitSeconds { get; }

    /// <summary>The batch of <paramref name="step"/>; steps are taken in order, and each batch is given back before the next is taken.</summary>
    Batch Take(long step);

    void GiveBack(long step);
}
