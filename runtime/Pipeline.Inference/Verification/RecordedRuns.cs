using System.Numerics.Tensors;

using Pipeline.Bundles;

namespace Pipeline.Inference;

/// <summary>The two halves of a recorded run that recorder and checker must do alike: the input from its seed, and an output in brief.</summary>
public static class RecordedRuns
{
    /// <summary>The input of a shape and seed, row-major, uniform in [0, 1); see <see cref="RecordedRun.Seed"/>.</summary>
    public static float[] Input(IReadOnlyList<int> shape, long seed)
    {
        float[] values = new float[shape.Aggregate(1, (product, size) => checked(product * size))];
        ulong state = unchecked((ulong)seed);
        for (int i = 0; i < values.Length; i++)
            values[i] = (SplitMix64.Next(ref state) >> 40) / (float)(1 << 24); // 24 bits: exact in a float, and never 1
        return values;
    }

    /// <summary>An output in brief; <paramref name="labels"/> counts arg-max labels over axis 1 of [N,C,…].</summary>
    public static RecordedOutput Brief(ReadOnlySpan<float> values, IReadOnlyList<int> shape, long seed, bool labels)
    {
        double sum = 0;
        foreach (float value in values)
            sum += value;
        float[] samples = new float[Math.Min(RecordedOutput.MaxSamples, values.Length)];
        ulong state = unchecked((ulong)seed);
        for (int i = 0; i < samples.Length; i++)
            samples[i] = values[(int)((i + SplitMix64.NextDouble(ref state)) * values.Length / samples.Length)];
        return new RecordedOutput
        {
            Shape = shape,
            Min = TensorPrimitives.Min(values),
            Max = TensorPrimitives.Max(values),
            Mean = sum / values.Length,
            Samples = samples,
            Labels = labels ? Count(values, shape) : null,
        };
    }

    private static int[] Count(ReadOnlySpan<float> values, IReadOnlyList<int> shape)
    {
        int plane = shape.Skip(2).Aggregate(1, (product, size) => product * size);
        int[] counts = new int[shape[1]];
        for (int i = 0; i < shape[0] * plane; i++)
        {
            int first = (i / plane * shape[1] * plane) + (i % plane);
            int best = 0;
            for (int c = 1; c < shape[1]; c++)
            {
                if (values[first + (c * plane)] > values[first + (best * plane)])
                    best = c;
            }

            counts[best]++;
        }

        return counts;
    }
}
