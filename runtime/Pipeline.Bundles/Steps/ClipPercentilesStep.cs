namespace Pipeline.Bundles;

/// <summary>Limits intensities to two percentiles of the volume itself (linear interpolation between order statistics).</summary>
public sealed record ClipPercentilesStep : PreprocessingStep
{
    /// <summary>Lower percentile, 0 to 100.</summary>
    public required double Lower { get; init; }

    /// <summary>Upper percentile, 0 to 100, above <see cref="Lower"/>.</summary>
    public required double Upper { get; init; }

    internal override void Validate(Check check) =>
        check.That(
            Lower >= 0 && Upper <= 100 && Lower < Upper, "lower, upper",
            $"found {Text.Of(Lower)} and {Text.Of(Upper)}, expected 0 ≤ lower < upper ≤ 100");
}
