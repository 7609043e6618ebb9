namespace Pipeline.Imaging;

/// <summary>
/// A label map as runs of equal non-zero labels along x, in file order, joined into connected components by union-find.
/// Linear in voxels plus runs, so a map that is all noise costs no more than one scan and one join per run and neighbour row.
/// </summary>
internal sealed class LabelRuns
{
    private readonly Size3 _size;
    private readonly List<Run> _runs = [];
    private readonly int[] _rowStart; // index of the first run of row y + Y·z; one more entry at the end
    private int[] _parent = [];

    public LabelRuns(ReadOnlySpan<ushort> labels, Size3 size, Connectivity connectivity)
    {
        if (connectivity is not (Connectivity.Six or Connectivity.TwentySix))
            throw new ArgumentOutOfRangeException(nameof(connectivity), connectivity, "expected Six or TwentySix.");
        _size = size;
        _rowStart = new int[checked(size.Y * size.Z) + 1];
        CollectRuns(labels);
        Join(connectivity == Connectivity.TwentySix ? 1 : 0);
    }

    /// <summary>All runs in the order of their first voxel.</summary>
    public IReadOnlyList<Run> Runs => _runs;

    /// <summary>The component of a run: the index of the component's first run.</summary>
    public int Root(int run)
    {
        while (_parent[run] != run)
            run = _parent[run] = _parent[_parent[run]];
        return run;
    }

    private void CollectRuns(ReadOnlySpan<ushort> labels)
    {
        for (var row = 0; row < _rowStart.Length - 1; row++)
        {
            _rowStart[row] = _runs.Count;
            var first = row * _size.X;
            var line = labels.Slice(first, _size.X);
            for (var x = line.IndexOfAnyExcept((ushort)0); x >= 0 && x < line.Length;)
            {
                var length = line[x..].IndexOfAnyExcept(line[x]);
                length = length < 0 ? line.Length - x : length;
                if (line[x] != 0)
                    _runs.Add(new Run(first + x, length, x, line[x]));
                x += length;
            }
        }
        _rowStart[^1] = _runs.Count;
        _parent = new int[_runs.Count];
        for (var i = 0; i < _parent.Length; i++)
            _parent[i] = i;
    }

    // Only rows that came before: their partners see the rest. reach is how far a run may miss another along x.
    private void Join(int reach)
    {
        for (var z = 0; z < _size.Z; z++)
        {
            for (var y = 0; y < _size.Y; y++)
            {
                JoinRows(y, z, y - 1, z, reach);
                for (var dy = -reach; dy <= reach; dy++)
                    JoinRows(y, z, y + dy, z - 1, reach);
            }
        }
    }

    private void JoinRows(int y, int z, int otherY, int otherZ, int reach)
    {
        if (otherY < 0 || otherY >= _size.Y || otherZ < 0)
            return;
        int row = y + (_size.Y * z), otherRow = otherY + (_size.Y * otherZ);
        int i = _rowStart[row], endI = _rowStart[row + 1], j = _rowStart[otherRow], endJ = _rowStart[otherRow + 1];
        while (i < endI && j < endJ)
        {
            JoinIfTouching(i, j, reach);
            // The run that ends first cannot touch anything further on in the other row. Where both end at once, each may
            // still touch, by a corner, the run that follows the other without a gap.
            var ahead = _runs[i].End - _runs[j].End;
            if (ahead == 0 && i + 1 < endI)
                JoinIfTouching(i + 1, j, reach);
            if (ahead == 0 && j + 1 < endJ)
                JoinIfTouching(i, j + 1, reach);
            i += ahead <= 0 ? 1 : 0;
            j += ahead >= 0 ? 1 : 0;
        }
    }

    private void JoinIfTouching(int i, int j, int reach)
    {
        Run a = _runs[i], b = _runs[j];
        if (a.Label == b.Label && a.X < b.End + reach && b.X < a.End + reach)
            Union(i, j);
    }

    private void Union(int i, int j)
    {
        int a = Root(i), b = Root(j);
        if (a < b)
            _parent[b] = a;
        else
            _parent[a] = b;
    }

    /// <summary>Voxels First … First + Length − 1 of the volume, at x = X … End − 1 of their row.</summary>
    internal readonly record struct Run(int First, int Length, int X, ushort Label)
    {
        public int End => X + Length;
    }
}
