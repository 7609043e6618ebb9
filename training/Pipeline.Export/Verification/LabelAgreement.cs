namespace Pipeline.Export;

/// <summary>Share of positions where two outputs give the same label.</summary>
internal static class LabelAgreement
{
    /// <summary>
    /// The label is the arg-max over C of [N,C,…], or with a threshold, the side of it, value by value. Null for outputs that give no
    /// labels: those that are not maps over the input's grid, and single channels without a threshold.
    /// </summary>
    /// <param name="expected">[N,C,H,W] or [N,C,D,H,W], row-major.</param>
    /// <param name="found">Likewise.</param>
    /// <param name="inputShape">Shape of the input, whose N and sizes the outputs share.</param>
    /// <param name="threshold">Of a network that gives maps.</param>
    public static double? Of(ReadOnlySpan<double> expected, ReadOnlySpan<double> found, IReadOnlyList<int> inputShape, double? threshold = null)
    {
        if (!IsMap(expected.Length, inputShape))
        {
            return null;
        }
        int batch = inputShape[0], plane = Plane(inputShape), channels = expected.Length / (batch * plane), same = 0;
        if (channels == 1 && threshold is null)
        {
            return null;
        }
        if (expected.Length != found.Length)
        {
            return 0;
        }
        if (threshold is { } side)
        {
            for (int i = 0; i < expected.Length; i++)
            {
                same += expected[i] > side == found[i] > side ? 1 : 0;
            }
            return (double)same / expected.Length;
        }
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

    /// <summary>Whether an output of so many values can be [N,C,…] over the input's grid.</summary>
    public static bool IsMap(int length, IReadOnlyList<int> inputShape) => length > 0 && length % (inputShape[0] * Plane(inputShape)) == 0;

    private static int Plane(IReadOnlyList<int> shape) => shape.Skip(2).Aggregate(1, (product, size) => product * size);

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
