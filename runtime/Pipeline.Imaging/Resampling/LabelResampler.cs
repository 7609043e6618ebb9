namespace Pipeline.Imaging;

/// <summary>
/// Argmax of linearly interpolated one-hot maps, without making the maps: at most four labels meet at a sample, and their
/// shares are sums of the four bilinear weights.
/// </summary>
internal sealed class LabelResampler(int fromWidth, int fromHeight, int toWidth, int toHeight)
{
    /// <summary>Shares closer than this are a tie: weights are single-precision numbers, so their sums differ by rounding.</summary>
    private const double TieMargin = 1e-6;

    private readonly AxisWeights _x = new(fromWidth, toWidth);
    private readonly AxisWeights _y = new(fromHeight, toHeight);

    public void Resample(ReadOnlySpan<ushort> source, Span<ushort> target)
    {
        for (var y = 0; y < _y.To; y++)
        {
            var upper = source.Slice(_y.First[y] * _x.From, _x.From);
            var lower = source.Slice(_y.Second[y] * _x.From, _x.From);
            var row = target.Slice(y * _x.To, _x.To);
            for (var x = 0; x < row.Length; x++)
            {
                int first = _x.First[x], second = _x.Second[x];
                ushort a = upper[first], b = upper[second], c = lower[first], d = lower[second];
                row[x] = a == b && a == c && a == d ? a : Largest([a, b, c, d], _x.Weight[x], _y.Weight[y]);
            }
        }
    }

    private static ushort Largest(ReadOnlySpan<ushort> labels, double wx, double wy)
    {
        ReadOnlySpan<double> weights = [(1 - wx) * (1 - wy), wx * (1 - wy), (1 - wx) * wy, wx * wy];
        var best = labels[0];
        var bestShare = double.NegativeInfinity;
        foreach (var label in labels)
        {
            double share = 0;
            for (var i = 0; i < labels.Length; i++)
                share += labels[i] == label ? weights[i] : 0;
            if (share > bestShare + TieMargin || (share > bestShare - TieMargin && label < best))
                (best, bestShare) = (label, share);
        }
        return best;
    }
}
