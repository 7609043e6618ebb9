namespace Pipeline.Imaging;

/// <summary>
/// Exact squared Euclidean distance in mm² from every voxel of a box to the nearest of a set of voxels, one axis after the
/// other: a two-way sweep along x, then lower envelopes of parabolas along y and z (P. Felzenszwalb, D. Huttenlocher,
/// "Distance Transforms of Sampled Functions", Theory of Computing 8, 2012), each with its own spacing.
/// </summary>
internal sealed class SquaredDistanceMap
{
    private readonly Size3 _size;
    private readonly (double X, double Y, double Z) _spacing;
    private readonly double[] _map;
    private readonly double[] _line;
    private readonly int[] _vertex;
    private readonly double[] _border;

    public SquaredDistanceMap(Size3 size, (double X, double Y, double Z) spacing)
    {
        (_size, _spacing) = (size, spacing);
        _map = new double[checked((int)size.Count)];
        var longest = Math.Max(size.Y, size.Z);
        _line = new double[longest];
        _vertex = new int[longest];
        _border = new double[longest + 1];
    }

    /// <summary>The map [X,Y,Z] for the given voxel indices (at least one). The array is reused by the next call.</summary>
    public ReadOnlySpan<double> From(ReadOnlySpan<int> voxels)
    {
        Array.Fill(_map, double.PositiveInfinity);
        foreach (var voxel in voxels)
            _map[voxel] = 0;
        AlongX();
        for (var z = 0; z < _size.Z; z++)
        {
            for (var x = 0; x < _size.X; x++)
                Envelope(x + (_size.X * _size.Y * z), _size.X, _size.Y, _spacing.Y * _spacing.Y);
        }
        for (var column = 0; _size.Z > 1 && column < _size.X * _size.Y; column++)
            Envelope(column, _size.X * _size.Y, _size.Z, _spacing.Z * _spacing.Z);
        return _map;
    }

    // Along the first axis the map holds only 0 and infinity: the nearest source to the left and to the right decide.
    private void AlongX()
    {
        for (var first = 0; first < _map.Length; first += _size.X)
        {
            var row = _map.AsSpan(first, _size.X);
            var steps = double.PositiveInfinity;
            for (var x = 0; x < row.Length; x++)
                row[x] = steps = row[x] == 0 ? 0 : steps + 1;
            steps = double.PositiveInfinity;
            for (var x = row.Length - 1; x >= 0; x--)
            {
                steps = row[x] == 0 ? 0 : steps + 1;
                var mm = Math.Min(row[x], steps) * _spacing.X;
                row[x] = mm * mm;
            }
        }
    }

    // min over q of f(q) + (spacing·(p − q))² for every p of one line; the parabolas of infinite f are left out.
    private void Envelope(int first, int stride, int length, double spacing2)
    {
        var count = 0;
        for (var q = 0; q < length; q++)
        {
            var f = _line[q] = _map[first + (q * stride)];
            if (double.IsPositiveInfinity(f))
                continue;
            double crossing = double.NegativeInfinity;
            while (count > 0)
            {
                var v = _vertex[count - 1];
                crossing = (((f - _line[v]) / spacing2) + ((double)q * q) - ((double)v * v)) / (2.0 * (q - v));
                if (crossing > _border[count - 1])
                    break;
                count--;
                crossing = double.NegativeInfinity;
            }
            _vertex[count] = q;
            _border[count++] = crossing;
        }
        for (int p = 0, k = 0; count > 0 && p < length; p++)
        {
            while (k + 1 < count && _border[k + 1] < p)
                k++;
            double step = p - _vertex[k];
            _map[first + (p * stride)] = _line[_vertex[k]] + (spacing2 * step * step);
        }
    }
}
