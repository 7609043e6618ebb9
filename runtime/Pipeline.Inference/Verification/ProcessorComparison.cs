using Pipeline.Bundles;

namespace Pipeline.Inference;

/// <summary>The self-test of an accelerator for a model without a golden pair: the network on a seeded input, against the processor.</summary>
internal static class ProcessorComparison
{
    private const double Tolerance = 1e-3; // of the output's range; float32 on both sides gives about 1e-5

    /// <summary>Whether both give the same output on one input of the card's patch size, or of the only shape that the model takes.</summary>
    public static bool Passes(IModelRunner accelerator, IModelRunner processor, Card card)
    {
        (int n, int h, int w) = processor.FixedInput is { } only ? (only.N, only.H, only.W) : (1, card.Patch[1], card.Patch[0]);
        float[] input = new float[n * card.Modalities.Count * h * w];
        ulong state = 1;
        for (int i = 0; i < input.Length; i++)
            input[i] = (float)((2 * SplitMix64.NextDouble(ref state)) - 1);
        float[] found = new float[n * CardSupport.Channels(card) * h * w];
        float[] expected = new float[found.Length];
        accelerator.Run(input, n, h, w, found);
        processor.Run(input, n, h, w, expected);
        double range = expected.Max() - expected.Min();
        double difference = 0;
        for (int i = 0; i < found.Length; i++)
            difference = Math.Max(difference, float.IsFinite(found[i]) ? Math.Abs(found[i] - expected[i]) : double.PositiveInfinity);
        return difference <= Tolerance * range;
    }
}
