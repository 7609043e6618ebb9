namespace Pipeline.Bundles;

/// <summary>Brings every slice to one in-plane spacing by linear interpolation; the slice axis is untouched.</summary>
public sealed record ResampleInPlaneStep : PreprocessingStep
{
    /// <summary>Target spacing [x, y] in mm.</summary>
    public required IReadOnlyList<double> Spacing { get; init; }

    internal override void Validate(Check check)
    {
        check.That(Spacing.Count == 2, "spacing", $"found {Spacing.Count} numbers, expected 2 (x and y in mm)");
        check.EachPositive(Spacing, "spacing", "mm");
    }
}
