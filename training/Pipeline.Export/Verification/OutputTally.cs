namespace Pipeline.Export;

/// <summary>Gathers the differences of one output over several inputs.</summary>
internal sealed class OutputTally(double? threshold)
{
    private double _maxAbs, _sum, _low = double.PositiveInfinity, _high = double.NegativeInfinity, _agreeing;
    private long _count, _labelled;
    private bool _isMap = true;

    /// <summary>The input on which the difference is largest.</summary>
    public ParityInput? Worst { get; private set; }

    /// <summary>Largest and mean |Δ|, and the range that they are relative to.</summary>
    /// <remarks>
    /// The range is that of all expected values. A few scores beside the maps may all be alike, which says nothing about how exact they
    /// can be: there the largest magnitude counts where it is more.
    /// </remarks>
    public Difference Difference =>
        new(_maxAbs, _sum / _count, _isMap ? _high - _low : Math.Max(_high - _low, Math.Max(Math.Abs(_low), Math.Abs(_high))));

    /// <summary>Share of positions with the same label; null when the output gives none.</summary>
    public double? LabelAgreement => _labelled == 0 ? null : _agreeing / _labelled;

    /// <summary>Adds the output for one input.</summary>
    public void Add(double[] expected, double[] found, ParityInput input)
    {
        Difference difference = Difference.Of(expected, found);
        if (Worst is null || difference.MaxAbs > _maxAbs)
        {
            Worst = input;
        }
        _maxAbs = Math.Max(_maxAbs, difference.MaxAbs);
        _sum += difference.MeanAbs * expected.Length;
        _count += expected.Length;
        _low = Math.Min(_low, expected.DefaultIfEmpty().Min());
        _high = Math.Max(_high, expected.DefaultIfEmpty().Max());
        _isMap &= Export.LabelAgreement.IsMap(expected.Length, input.Shape);
        if (Export.LabelAgreement.Of(expected, found, input.Shape, threshold) is { } agreement)
        {
            _agreeing += agreement * expected.Length;
            _labelled += expected.Length;
        }
    }
}
