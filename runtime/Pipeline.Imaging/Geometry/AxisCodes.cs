namespace Pipeline.Imaging;

/// <summary>Names voxel axes by the world directions that they are closest to, each world axis used once.</summary>
internal static class AxisCodes
{
    private static readonly int[][] Permutations = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

    public static string Of(Affine affine)
    {
        var (sx, sy, sz) = affine.Spacing;
        double[] lengths = [sx, sy, sz];
        double Cosine(int world, int axis) => affine[world, axis] / lengths[axis];

        var best = Permutations[0];
        var bestSum = double.NegativeInfinity;
        foreach (var p in Permutations)
        {
            var sum = Math.Abs(Cosine(p[0], 0)) + Math.Abs(Cosine(p[1], 1)) + Math.Abs(Cosine(p[2], 2));
            // The margin keeps the earlier permutation where rounding alone decides (axes at 45°).
            if (sum > bestSum + 1e-9)
                (best, bestSum) = (p, sum);
        }
        Span<char> letters = stackalloc char[3];
        for (var axis = 0; axis < 3; axis++)
            letters[axis] = (Cosine(best[axis], axis) < 0 ? "LPI" : "RAS")[best[axis]];
        return new string(letters);
    }
}
