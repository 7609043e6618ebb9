using Pipeline.Bundles;
using Pipeline.Inference;
using Pipeline.Networks;

namespace Pipeline.Export;

/// <summary>What is compared, and when two results count as equal.</summary>
public sealed record ParityOptions
{
    /// <summary>The defaults.</summary>
    public static ParityOptions Default { get; } = new();

    /// <summary>Largest allowed |Δ| as a part of the range (largest − smallest value) of the output or layer.</summary>
    public double Tolerance { get; init; } = GateCheck.MaxRelativeDifference;

    /// <summary>Smallest allowed share of pixels with the same arg-max over channels.</summary>
    public double MinLabelAgreement { get; init; } = GateCheck.MinAgreement;

    /// <summary>Seed of the random inputs.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How often each size is drawn: five random inputs per round.</summary>
    public int Rounds { get; init; } = 1;

    /// <summary>Real inputs, compared besides the random ones.</summary>
    public IReadOnlyList<ParityInput> Given { get; init; } = [];

    /// <summary>
    /// For a network that gives maps instead of scores per class: positions agree that lie on the same side of it. Null: labels are
    /// the arg-max over channels.
    /// </summary>
    public double? Threshold { get; init; }

    /// <summary>Device of the runtime.</summary>
    public DeviceSpec Device { get; init; } = DeviceSpec.Cpu;

    /// <summary>Threads of the runtime; 0 = its default.</summary>
    public int Threads { get; init; }

    /// <summary>The random inputs: five shapes, with two batch sizes, once per round.</summary>
    /// <param name="signature">Rules that the shapes keep.</param>
    /// <param name="fixedShape">The one shape that the model takes; null: any that the network takes.</param>
    public IReadOnlyList<ParityInput> RandomInputs(Signature signature, IReadOnlyList<int>? fixedShape = null)
    {
        Random random = new(Seed);
        int[] batches = [1, 2, 1, 2, 1];
        return [.. Enumerable.Range(0, Rounds).SelectMany(_ => Sizes(signature).Zip(batches, (size, batch) =>
            ParityInput.Uniform(fixedShape ?? signature.FixedShape ?? [batch, signature.InputChannels, .. size], signature.Inputs.Count, random)))];
    }

    /// <summary>Shapes of the runs that go into a bundle: three sizes, each alone and as a batch of two.</summary>
    public static IReadOnlyList<int[]> RecordedShapes(Signature signature) =>
        [.. Sizes(signature).Take(3).SelectMany(size => new[] { 1, 2 }.Select(batch => (int[])[batch, signature.InputChannels, .. size]))];

    /// <summary>
    /// Several sizes, odd multiples of the divisor among them, every axis once longer than the others. The first is the smallest,
    /// yet at least three divisors: on a smaller one the coarsest level of a U-Net would be one or two pixels wide, and the outer
    /// taps of its kernels would see nothing but padding.
    /// </summary>
    private static IEnumerable<int[]> Sizes(Signature signature)
    {
        int d = signature.Divisibility, k = Math.Max(Math.Max(3, 31 / d), (signature.MinimumSize + d - 1) / d);
        int[][] sizes = [[k, k, k], [k, k + 1, k], [k + 1, k, k + 2], [k, k + 2, k + 1], [k + 2, k + 3, k]];
        return sizes.Select(size => size[^signature.Dimensions..].Select(n => n * d).ToArray());
    }
}
