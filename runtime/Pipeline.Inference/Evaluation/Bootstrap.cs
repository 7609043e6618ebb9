namespace Pipeline.Inference;

/// <summary>
/// 95 % percentile bootstrap of a mean over cases. Groups (patients) are drawn with replacement, each with all its cases, so
/// that several volumes of one patient do not pretend to be independent.
/// </summary>
public static class Bootstrap
{
    /// <summary>Draws per interval.</summary>
    public const int Resamples = 2000;

    /// <summary>
    /// Interval [lower, upper] of the mean of <paramref name="values"/>, one value per case, <paramref name="groups"/> beside
    /// them. Percentiles 2.5 and 97.5 with linear interpolation between order statistics.
    /// </summary>
    public static IReadOnlyList<double> Interval(IReadOnlyList<double> values, IReadOnlyList<string> groups, ulong seed = 0)
    {
        (double Sum, int Count)[] drawn = [.. values.Zip(groups)
            .GroupBy(pair => pair.Second, StringComparer.Ordinal)
            .Select(group => (group.Sum(pair => pair.First), group.Count()))];
        double[] means = new double[Resamples];
        for (int r = 0; r < Resamples; r++)
        {
            double sum = 0;
            int count = 0;
            for (int g = 0; g < drawn.Length; g++)
            {
                (double Sum, int Count) pick = drawn[(int)(SplitMix64.NextDouble(ref seed) * drawn.Length)];
                sum += pick.Sum;
                count += pick.Count;
            }

            means[r] = sum / count;
        }

        Array.Sort(means);
        return [Percentile(means, 0.025), Percentile(means, 0.975)];
    }

    private static double Percentile(double[] sorted, double fraction)
    {
        double position = fraction * (sorted.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
