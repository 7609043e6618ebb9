namespace Pipeline.Imaging.Formats;

/// <summary>
/// Chooses per row between PNG's filters None, Sub and Up by the smallest sum of absolute (signed) bytes, the rule that the
/// specification suggests. Result: one type byte and the filtered row.
/// </summary>
internal sealed class PngRowFilter(int rowBytes, int pixelBytes)
{
    private readonly byte[][] _candidates = [new byte[rowBytes + 1], new byte[rowBytes + 1], new byte[rowBytes + 1]];

    /// <summary>The buffer is reused by the next call.</summary>
    public ReadOnlySpan<byte> Apply(ReadOnlySpan<byte> row, ReadOnlySpan<byte> above)
    {
        byte[] none = _candidates[0], sub = _candidates[1], up = _candidates[2];
        (sub[0], up[0]) = (1, 2);
        row.CopyTo(none.AsSpan(1));
        for (var i = 0; i < row.Length; i++)
        {
            var left = i >= pixelBytes ? row[i - pixelBytes] : (byte)0;
            sub[i + 1] = unchecked((byte)(row[i] - left));
            up[i + 1] = unchecked((byte)(row[i] - above[i]));
        }
        return _candidates.MinBy(Cost);
    }

    private static long Cost(byte[] filtered)
    {
        long cost = 0;
        for (var i = 1; i < filtered.Length; i++)
            cost += Math.Abs((int)unchecked((sbyte)filtered[i]));
        return cost;
    }
}
