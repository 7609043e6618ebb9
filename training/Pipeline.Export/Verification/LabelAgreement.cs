namespace Pipeline.Export;

/// <summary>Share of positions where two [N,C,…] outputs have the same arg-max over C.</summary>
internal static class LabelAgreement
{
    /// <summary>C follows from the lengths; 1 for a single channel or for outputs that are not maps over the input's grid.</summary>
    /// <param name="expected">[N,C,H,W] or [N,C,D,H,W], row-major.</param>
    /// <param name="found">Likewise.</param>
    /// <param name="inputShape">Shape of the input, whose N and sizes the outputs share.</param>
    public static double Of(ReadOnlySpan<double> expected, ReadOnlySpan<double> found, IReadOnlyList<int> inputShape)
    {
        int batch = inputShape[0], plane = inputShape.Skip(2).Aggregate(1, (product, size) => product * size);
        if (expected.Length != found.Length)
        {
            return 0;
        }
        if (expected.Length % (batch * plane) != 0 || expected.Length == batch * plane)
        {
            return 1;
        }
        int channels = expected.Length / (batch * plane), same = 0;
        for (int i = 0; i < batch * plane; i++)
        {
            int first = (i / plane * channels * plane) + (i % plane);
            if (ArgMax(expected, first, plane, channels) == ArgMax(found, first, plane, channels))
            {
                same++;
            }
        }
        return (double)same / (batch * plane);
    }

    private static int ArgMax(ReadOnlySpan<double> values, int first, int step, int channels)
    {
        int best = 0;
        for (int c = 1; c < channels; c++)
        {
            if (values[first + (c * step)] > values[first + (best * step)])
            {
                best = c;
            }
        }
        return best;
    }
}
