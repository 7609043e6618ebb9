namespace Pipeline.Bundles;

/// <summary>How far one output of the exported model is from the training network's, over all inputs compared.</summary>
public sealed record ParityOutput
{
    /// <summary>Largest absolute difference.</summary>
    public required double MaxAbs { get; init; }

    /// <summary>Mean absolute difference.</summary>
    public required double MeanAbs { get; init; }

    /// <summary>
    /// Largest minus smallest value of the training network; for an output that is no map over the input's grid (a few scores, whose
    /// spread says nothing) the largest magnitude where that is more.
    /// </summary>
    public required double Range { get; init; }

    /// <summary><see cref="MaxAbs"/> / <see cref="Range"/>.</summary>
    public required double RelativeMax { get; init; }

    /// <summary>Fraction of pixels with the same label; null for an output that gives no labels.</summary>
    public double? LabelAgreement { get; init; }

    internal void Validate(Check check)
    {
        check.Within(MaxAbs, 0, double.MaxValue, "max_abs");
        check.Within(MeanAbs, 0, MaxAbs, "mean_abs");
        check.Within(Range, 0, double.MaxValue, "range");
        check.Within(RelativeMax, 0, double.MaxValue, "relative_max");
        check.Within(LabelAgreement ?? 0, 0, 1, "label_agreement");
    }
}
