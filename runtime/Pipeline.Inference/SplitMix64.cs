namespace Pipeline.Inference;

/// <summary>
/// Steele, Lea and Flood's splitmix64: a tiny generator whose sequence is the same everywhere and for ever, so that an
/// interval computed today can be computed again by another program.
/// </summary>
internal static class SplitMix64
{
    /// <summary>The next 64 bits.</summary>
    public static ulong Next(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    public static double NextDouble(ref ulong state) => (Next(ref state) >> 11) * (1.0 / (1UL << 53));
}
