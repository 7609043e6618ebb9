using System.Numerics.Tensors;

namespace Pipeline.Imaging;

/// <summary>
/// Linear resampling of planes [X,Y] of one size to another, tables made once and used for every plane. Along x by table,
/// each source row at most once; along y as a weighted sum of two rows. a + w·(b − a) keeps constant images constant.
/// Not thread-safe: it owns the row buffers.
/// </summary>
internal sealed class PlaneResampler
{
    private readonly AxisWeights _x;
    private readonly AxisWeights _y;
    private float[] _upper;
    private float[] _lower;
    private int _upperRow;
    private int _lowerRow;

    public PlaneResampler(int fromWidth, int fromHeight, int toWidth, int toHeight)
    {
        _x = new AxisWeights(fromWidth, toWidth);
        _y = new AxisWeights(fromHeight, toHeight);
        _upper = new float[toWidth];
        _lower = new float[toWidth];
    }

    public void Resample(ReadOnlySpan<float> source, Span<float> target)
    {
        (_upperRow, _lowerRow) = (-1, -1);
        for (var y = 0; y < _y.To; y++)
        {
            var row = target.Slice(y * _x.To, _x.To);
            int first = _y.First[y], second = _y.Second[y];
            var weight = _y.Weight[y];
            if (weight == 0)
            {
                Row(source, first, row);
                continue;
            }
            Load(source, first, second);
            TensorPrimitives.Subtract(_lower, _upper, row);
            TensorPrimitives.MultiplyAdd(row, weight, _upper, row);
        }
    }

    // Going down, the lower row of one step is often the upper row of the next.
    private void Load(ReadOnlySpan<float> source, int first, int second)
    {
        if (_upperRow != first && _lowerRow == first)
        {
            (_upper, _lower) = (_lower, _upper);
            (_upperRow, _lowerRow) = (_lowerRow, _upperRow);
        }
        if (_upperRow != first)
            Row(source, _upperRow = first, _upper);
        if (_lowerRow != second)
            Row(source, _lowerRow = second, _lower);
    }

    private void Row(ReadOnlySpan<float> source, int y, Span<float> row)
    {
        var from = source.Slice(y * _x.From, _x.From);
        if (_x.IsIdentity)
        {
            from.CopyTo(row);
            return;
        }
        ReadOnlySpan<int> first = _x.First, second = _x.Second;
        ReadOnlySpan<float> weight = _x.Weight;
        for (var x = 0; x < row.Length; x++)
        {
            var a = from[first[x]];
            row[x] = a + (weight[x] * (from[second[x]] - a));
        }
    }
}
