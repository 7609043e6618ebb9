namespace Pipeline.Export;

/// <summary>How far one array is from another of the same length.</summary>
/// <param name="MaxAbs">Largest |Δ|; infinite when a value is not finite in one of them or lengths differ.</param>
/// <param name="MeanAbs">Mean |Δ|.</param>
/// <param name="Range">Largest minus smallest expected value.</param>
public readonly record struct Difference(double MaxAbs, double MeanAbs, double Range)
{
    /// <summary><see cref="MaxAbs"/> / <see cref="Range"/>; 0 when nothing differs.</summary>
    public double Relative => MaxAbs == 0 ? 0 : MaxAbs / Range;

    /// <summary>Compares.</summary>
    public static Difference Of(ReadOnlySpan<double> expected, ReadOnlySpan<double> found)
    {
        if (expected.Length != found.Length || expected.IsEmpty)
        {
            return new Difference(double.PositiveInfinity, double.PositiveInfinity, 0);
        }
        double max = 0, sum = 0, low = double.PositiveInfinity, high = double.NegativeInfinity;
        for (int i = 0; i < expected.Length; i++)
        {
            double delta = Math.Abs(expected[i] - found[i]);
            delta = double.IsNaN(delta) ? double.PositiveInfinity : delta;
            max = Math.Max(max, delta);
            sum += delta;
            low = Math.Min(low, expected[i]);
            high = Math.Max(high, expected[i]);
        }
        return new Difference(max, sum / expected.Length, high - low);
    }
}
