namespace Pipeline.Bundles;

/// <summary>One output of a recorded run, in brief.</summary>
public sealed record RecordedOutput
{
    /// <summary>Most values that are kept as they are.</summary>
    public const int MaxSamples = 64;

    /// <summary>Its shape.</summary>
    public required IReadOnlyList<int> Shape { get; init; }

    /// <summary>Smallest value.</summary>
    public required float Min { get; init; }

    /// <summary>Largest value.</summary>
    public required float Max { get; init; }

    /// <summary>Mean of all values.</summary>
    public required double Mean { get; init; }

    /// <summary>
    /// S = min(64, L) of the L values (row-major): sample i is the value at ⌊(i + u)·L/S⌋, u the i-th number of splitmix64 started
    /// with the run's seed, its top 53 bits / 2⁵³.
    /// </summary>
    public required IReadOnlyList<float> Samples { get; init; }

    /// <summary>Number of pixels by label (arg-max over the channels, the lowest of equal ones); null for an output that gives no labels.</summary>
    public IReadOnlyList<int>? Labels { get; init; }

    /// <summary>Number of values.</summary>
    internal int Elements => Shape.Aggregate(1, (product, size) => product * size);

    internal void Validate(Check check)
    {
        CheckElements(check, Shape);
        check.That(Min <= Max, "min", $"found {Text.Of(Min)}, expected at most max {Text.Of(Max)}");
        check.Within(Mean, double.MinValue, double.MaxValue, "mean");
        int samples = Math.Min(MaxSamples, Elements);
        check.That(Samples.Count == samples, "samples", $"found {Samples.Count}, expected {samples} of {Elements} values");
        for (int i = 0; i < Samples.Count; i++) { check.Within(Samples[i], Min, Max, $"samples[{i}]"); }
        if (Labels is null) { return; }
        check.That(Shape.Count >= 3 && Labels.Count == Shape[1], "labels", $"found {Labels.Count}, expected one number per channel");
        check.That(
            Labels.All(count => count >= 0) && Labels.Sum(count => (long)count) * Shape[1] == Elements, "labels",
            $"found {Labels.Sum(count => (long)count)} pixels in all, expected {Elements / Shape[1]}");
    }

    internal static void CheckElements(Check check, IReadOnlyList<int> shape)
    {
        check.That(shape.Count is >= 1 and <= 8, "shape", $"found {shape.Count} axes, expected 1 to 8");
        long product = 1;
        for (int axis = 0; axis < shape.Count; axis++)
        {
            check.That(shape[axis] >= 1, $"shape[{axis}]", $"found {shape[axis]}, expected 1 or more");
            product *= shape[axis]; // at most 2²² × 2³¹
            check.That(product <= RecordedRun.MaxElements, "shape", $"found {string.Join('×', shape)}, expected at most {RecordedRun.MaxElements} values");
        }
    }
}
