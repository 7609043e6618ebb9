using System.Runtime.InteropServices;

namespace Pipeline.Imaging;

/// <summary>Exact percentiles without sorting or copying.</summary>
public static class Percentiles
{
    private const int Half = 1 << 16;

    /// <summary>
    /// Two percentiles (0 to 100) with linear interpolation between order statistics, as numpy.percentile's default. Any
    /// NaN among the values makes both NaN, as there. Two passes over the values and 0.5 MB of counters.
    /// </summary>
    public static (float Lower, float Upper) Of(ReadOnlySpan<float> values, double lower, double upper)
    {
        if (values.IsEmpty)
            throw new ArgumentException("percentiles of no values are not defined.", nameof(values));
        RequirePercent(lower, nameof(lower));
        RequirePercent(upper, nameof(upper));
        var low = new Position(lower, values.Length);
        var high = new Position(upper, values.Length);
        Span<Rank> ranks = [new(low.Below), new(low.Above), new(high.Below), new(high.Above)];
        return Find(values, ranks) ? (low.Between(ranks[0].Value, ranks[1].Value), high.Between(ranks[2].Value, ranks[3].Value)) : (float.NaN, float.NaN);
    }

    // Radix selection: the first pass counts the upper 16 bits of each key, which places every rank in one of 65536 bins; the
    // second counts the lower 16 bits of the values in those bins.
    private static bool Find(ReadOnlySpan<float> values, Span<Rank> ranks)
    {
        var counts = new int[Half];
        foreach (var bits in MemoryMarshal.Cast<float, uint>(values))
        {
            if ((bits & 0x7FFFFFFF) > 0x7F800000)
                return false;
            counts[Key(bits) >> 16]++;
        }
        foreach (ref var rank in ranks)
            rank = rank.Within(counts, bin => bin << 16);

        for (var i = 0; i < ranks.Length; i++)
        {
            var bin = ranks[i].Key >> 16;
            if (i == 0 || ranks[i - 1].Key >> 16 != bin)
                CountLowerBits(values, bin, counts);
            ranks[i] = ranks[i].Within(counts, low => (bin << 16) | low);
        }
        return true;
    }

    private static void CountLowerBits(ReadOnlySpan<float> values, uint bin, int[] counts)
    {
        Array.Clear(counts);
        foreach (var bits in MemoryMarshal.Cast<float, uint>(values))
        {
            var key = Key(bits);
            if (key >> 16 == bin)
                counts[key & 0xFFFF]++;
        }
    }

    // Unsigned keys in the order of the numbers: positive ones get the sign bit, negative ones are turned around.
    private static uint Key(uint bits) => bits ^ ((uint)((int)bits >> 31) | 0x80000000);

    private static float FromKey(uint key) => BitConverter.UInt32BitsToSingle((key & 0x80000000) != 0 ? key ^ 0x80000000 : ~key);

    private static void RequirePercent(double percent, string name)
    {
        if (!(percent is >= 0 and <= 100))
            throw new ArgumentOutOfRangeException(name, percent, "expected 0 to 100.");
    }

    /// <summary>The order statistic still sought: how many values of the current bin lie before it, and its key's bits so far.</summary>
    private readonly record struct Rank(int Left, uint Key = 0)
    {
        public float Value => FromKey(Key);

        public Rank Within(int[] counts, Func<uint, uint> keyOfBin)
        {
            var left = Left;
            var bin = 0u;
            while (left >= counts[bin])
                left -= counts[bin++];
            return new Rank(left, keyOfBin(bin));
        }
    }

    /// <summary>numpy's virtual index percent/100·(n − 1) and the two ranks around it.</summary>
    private readonly struct Position
    {
        private readonly double _fraction;

        public Position(double percent, int count)
        {
            var index = percent / 100 * (count - 1);
            Below = (int)Math.Floor(index);
            Above = Math.Min(Below + 1, count - 1);
            _fraction = index - Below;
        }

        public int Below { get; }

        public int Above { get; }

        // As numpy's _lerp: from the nearer end, so that the result never leaves the interval.
        public float Between(double below, double above)
        {
            var step = above - below;
            return (float)(_fraction == 0 || step == 0 ? below : _fraction < 0.5 ? below + (step * _fraction) : above - (step * (1 - _fraction)));
        }
    }
}
