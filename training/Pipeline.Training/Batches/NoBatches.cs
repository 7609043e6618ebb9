namespace Pipeline.Training.Batches;

/// <summary>For regimes that draw nothing from a data set: an empty batch at every step, no threads.</summary>
public sealed class NoBatches : IBatchLoader
{
    private sealed class Empty : Batch;

    private static readonly Empty Nothing = new();

    public double WaitSeconds => 0;

    public Batch Take(long step) => Nothing;

    public void GiveBack(long step)
    {
    }

    public void Dispose()
    {
    }
}
