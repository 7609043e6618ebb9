using Pipeline.Inference;
using Pipeline.Networks;

namespace Pipeline.Export;

/// <summary>What is compared, and when two results count as equal.</summary>
public sealed record ParityOptions
{
    /// <summary>The defaults.</summary>
    public static ParityOptions Default { get; } = new();

    /// <summary>Largest allowed |Δ| as a part of the range (largest − smallest value) of the output or layer.</summary>
    public double Tolerance { get; init; } = 1e-4;

    /// <summary>Smallest allowed share of pixels with the same arg-max over channels.</summary>
    public double MinLabelAgreement { get; init; } = 0.9999;

    /// <summary>Seed of the random inputs.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Real inputs, compared besides the random ones.</summary>
    public IReadOnlyList<ParityInput> Given { get; init; } = [];

    /// <summary>Device of the runtime.</summary>
    public DeviceSpec Device { get; init; } = DeviceSpec.Cpu;

    /// <summary>Threads of the runtime; 0 = its default.</summary>
    public int Threads { get; init; }

    /// <summary>
    /// The random inputs: three sizes, odd multiples of the divisor among them, two batch sizes, every axis once longer than the
    /// other. The first is the smallest; layers and the reference interpreter are compared on it alone.
    /// </summary>
    public IReadOnlyList<ParityInput> RandomInputs(Signature signature)
    {
        int d = signature.Divisibility, k = Math.Max(1, 31 / d);
        Random random = new(Seed);
        int[][] sizes = [[k, k, k], [k + 1, k + 1, k + 2], [k, (2 * k) + 3, k + 1], [k, k + 2, (2 * k) + 1]];
        int[] batches = [1, 2, 1, 2];
        return [.. sizes.Zip(batches, (size, batch) => ParityInput.Uniform(
            [batch, signature.InputChannels, .. size[^signature.Dimensions..].Select(n => n * d)], signature.Inputs.Count, random))];
    }
}
