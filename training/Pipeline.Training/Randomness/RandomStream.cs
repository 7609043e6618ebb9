using System.Numerics;

namespace Pipeline.Training.Randomness;

/// <summary>
/// Random numbers that belong to one sample: xoshiro256** whose state is hashed from (seed, step, index, purpose).
/// Streams hold no shared state, so any worker thread may draw a sample, in any order, and get the same numbers.
/// </summary>
public sealed class RandomStream
{
    private ulong _a;
    private ulong _b;
    private ulong _c;
    private ulong _d;
    private double _spareNormal = double.NaN;

    public RandomStream(long seed, long step, long index, RandomPurpose purpose)
    {
        var state = Mix((ulong)seed ^ 0x9E3779B97F4A7C15UL);
        state = Mix(state ^ (ulong)step);
        state = Mix(state ^ ((ulong)index << 8) ^ (ulong)purpose);
        _a = Next(ref state);
        _b = Next(ref state);
        _c = Next(ref state);
        _d = Next(ref state);
    }

    /// <summary>Uniform 64 bits.</summary>
    public ulong NextBits()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>Uniform in [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    public double Uniform(double low, double high) => low + (high - low) * NextDouble();

    public bool Chance(double probability) => NextDouble() < probability;

    /// <summary>Uniform integer in [0, bound); the modulo bias of at most bound / 2^64 is far below anything measurable.</summary>
    public int NextInt(int bound) => (int)(NextBits() % (ulong)bound);

    /// <summary>Standard normal by Box and Muller; the second value of each pair is kept for the next call.</summary>
    public double Normal()
    {
        if (!double.IsNaN(_spareNormal))
        {
            var spare = _spareNormal;
            _spareNormal = double.NaN;
            return spare;
        }
        // 1 - u lies in (0, 1], so that the logarithm is finite.
        var radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        var (sin, cos) = Math.SinCos(2 * Math.PI * NextDouble());
        _spareNormal = radius * sin;
        return radius * cos;
    }

    /// <summary>Adds noise of standard deviation <paramref name="sigma"/> to every value, two values per transform in single precision.</summary>
    public void AddNormal(Span<float> values, float sigma)
    {
        for (var i = 0; i < values.Length; i += 2)
        {
            var bits = NextBits();
            var radius = sigma * MathF.Sqrt(-2 * MathF.Log(((uint)(bits >> 40) + 1) * (1f / (1 << 24))));
            var (sin, cos) = MathF.SinCos(2 * MathF.PI * ((uint)bits & 0xFFFFFF) * (1f / (1 << 24)));
            values[i] += radius * cos;
            if (i + 1 < values.Length) values[i + 1] += radius * sin;
        }
    }

    /// <summary>A permutation of 0..count-1 (Fisher and Yates).</summary>
    public int[] Permutation(int count)
    {
        var order = new int[count];
        for (var i = 0; i < count; i++) order[i] = i;
        for (var i = count - 1; i > 0; i--)
        {
            var j = NextInt(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
        return order;
    }

    private static ulong Next(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        return Mix(state);
    }

    // The finaliser of SplitMix64.
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
