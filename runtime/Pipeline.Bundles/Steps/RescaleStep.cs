namespace Pipeline.Bundles;

/// <summary>Maps [<see cref="Min"/>, <see cref="Max"/>] linearly to [0, 1]; values outside are limited to the ends.</summary>
public sealed record RescaleStep : PreprocessingStep
{
    /// <summary>Intensity that becomes 0.</summary>
    public required double Min { get; init; }

    /// <summary>Intensity that becomes 1.</summary>
    public required double Max { get; init; }

    internal override void Validate(Check check) =>
        check.That(double.IsFinite(Min) && Min < Max && double.IsFinite(Max), "min, max", $"found {Text.Of(Min)} and {Text.Of(Max)}, expected min < max");
}
