namespace Pipeline.Training.Randomness;

/// <summary>
/// Endless passes over <c>count</c> items, each pass in its own order and without replacement. Random access: the item at a
/// position depends on the seed and the position alone, so that a resumed run needs no replay.
/// </summary>
public sealed class ShuffledPasses(int count, long seed, int stream)
{
    private sealed record Pass(long Number, int[] Order);

    private readonly int _count = count > 0
        ? count
        : throw new ArgumentOutOfRangeException(nameof(count), count, "A pass needs at least one item.");
    private Pass? _last;

    /// <summary>The item at <paramref name="position"/> = step · items per step + index.</summary>
    public int At(long position)
    {
        var number = position / _count;
        // Threads may race here; each of them computes the same order, so the race only costs time.
        var pass = _last;
        if (pass is null || pass.Number != number)
        {
            pass = new Pass(number, new RandomStream(seed, number, stream, RandomPurpose.Order).Permutation(_count));
            _last = pass;
        }
        return pass.Order[(int)(position % _count)];
    }
}
