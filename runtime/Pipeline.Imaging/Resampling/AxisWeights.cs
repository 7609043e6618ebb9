namespace Pipeline.Imaging;

/// <summary>
/// For each of <c>to</c> output samples along an axis: the two input samples between which it lies and the weight of the
/// second. Position of output i in the input: (i + ½)·from/to − ½, held at 0 and from − 1, as torch's interpolate with
/// align_corners = false and a given size.
/// </summary>
internal sealed class AxisWeights
{
    public AxisWeights(int from, int to)
    {
        (From, To) = (from, to);
        First = new int[to];
        Second = new int[to];
        Weight = new float[to];
        var scale = (double)from / to;
        for (var i = 0; i < to; i++)
        {
            var position = Math.Clamp(((i + 0.5) * scale) - 0.5, 0, from - 1);
            First[i] = (int)position;
            Second[i] = Math.Min(First[i] + 1, from - 1);
            Weight[i] = (float)(position - First[i]);
        }
    }

    public int From { get; }

    public int To { get; }

    public int[] First { get; }

    public int[] Second { get; }

    public float[] Weight { get; }

    public bool IsIdentity => From == To;
}
