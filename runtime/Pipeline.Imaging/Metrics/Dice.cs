namespace Pipeline.Imaging;

/// <summary>Overlap of two label maps on one grid.</summary>
public static class Dice
{
    /// <summary>2·|A∩B| / (|A| + |B|) for one label, in [0,1]; 1 when neither map has it.</summary>
    public static double Of(ReadOnlySpan<ushort> a, ReadOnlySpan<ushort> b, ushort label)
    {
        if (a.Length != b.Length)
            throw new ArgumentException($"the label maps have {a.Length} and {b.Length} voxels; they must lie on one grid.", nameof(b));
        long both = 0, sum = 0;
        for (var i = 0; i < a.Length; i++)
        {
            int inA = a[i] == label ? 1 : 0, inB = b[i] == label ? 1 : 0;
            both += inA & inB;
            sum += inA + inB;
        }
        return sum == 0 ? 1 : 2.0 * both / sum;
    }
}
