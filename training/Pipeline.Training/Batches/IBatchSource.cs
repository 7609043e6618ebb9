namespace Pipeline.Training.Batches;

/// <summary>
/// Makes the batches of a run. <see cref="Fill"/> depends on the step alone and is called from any thread, for any step, in any
/// order: that is what makes a run independent of the number of workers, and resumable without replay.
/// </summary>
public interface IBatchSource<TBatch>
    where TBatch : Batch
{
    TBatch Allocate();

    /// <summary>Fills every element; nothing of the buffer's last use may remain.</summary>
    void Fill(TBatch batch, long step);
}
