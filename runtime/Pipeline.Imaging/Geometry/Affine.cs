namespace Pipeline.Imaging;

/// <summary>
/// Voxel → world matrix in mm, world axes RAS+ (right, anterior, superior), row-major; the last row is always 0 0 0 1.
/// Column j is the step in mm from one voxel to the next along voxel axis j; the fourth column is the centre of voxel (0,0,0).
/// </summary>
public readonly record struct Affine(
    double M00, double M01, double M02, double M03,
    double M10, double M11, double M12, double M13,
    double M20, double M21, double M22, double M23)
{
    public static Affine Identity => Scaling(1, 1, 1);

    public double this[int row, int column] => ((row * 4) + column) switch
    {
        0 => M00,
        1 => M01,
        2 => M02,
        3 => M03,
        4 => M10,
        5 => M11,
        6 => M12,
        7 => M13,
        8 => M20,
        9 => M21,
        10 => M22,
        11 => M23,
        12 or 13 or 14 => 0,
        15 => 1,
        _ => throw new ArgumentOutOfRangeException(nameof(row), $"[{row},{column}] lies outside a 4×4 matrix."),
    };

    /// <summary>Length in mm of the step along each voxel axis.</summary>
    public (double X, double Y, double Z) Spacing => (Length(M00, M10, M20), Length(M01, M11, M21), Length(M02, M12, M22));

    /// <summary>Signed volume of one voxel in mm³; negative when the voxel axes are left-handed in RAS+.</summary>
    public double Determinant =>
        (M00 * ((M11 * M22) - (M12 * M21))) - (M01 * ((M10 * M22) - (M12 * M20))) + (M02 * ((M10 * M21) - (M11 * M20)));

    /// <summary>Finite everywhere, and its three columns span space: |det| over the product of their lengths exceeds 1e-6.</summary>
    public bool IsInvertible
    {
        get
        {
            var (x, y, z) = Spacing;
            return double.IsFinite(M03 + M13 + M23) && double.IsFinite(x * y * z)
                && x > 0 && y > 0 && z > 0 && Math.Abs(Determinant / x / y / z) > 1e-6;
        }
    }

    public static Affine Scaling(double x, double y, double z) => new(x, 0, 0, 0, 0, y, 0, 0, 0, 0, z, 0);

    /// <summary>From 12 or 16 row-major values; of 16 the last four must be 0 0 0 1.</summary>
    public static Affine FromRows(ReadOnlySpan<double> m)
    {
        if (m.Length is not (12 or 16) || (m.Length == 16 && !m[12..].SequenceEqual([0.0, 0.0, 0.0, 1.0])))
            throw new ArgumentException("an affine has 12 values, or 16 ending in 0 0 0 1.", nameof(m));
        return new(m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8], m[9], m[10], m[11]);
    }

    /// <summary>All 16 values, row-major.</summary>
    public double[] ToArray() => [M00, M01, M02, M03, M10, M11, M12, M13, M20, M21, M22, M23, 0, 0, 0, 1];

    /// <summary>World position in mm of a (fractional) voxel index.</summary>
    public (double X, double Y, double Z) Apply(double x, double y, double z) => (
        (M00 * x) + (M01 * y) + (M02 * z) + M03,
        (M10 * x) + (M11 * y) + (M12 * z) + M13,
        (M20 * x) + (M21 * y) + (M22 * z) + M23);

    /// <summary>The map that applies <paramref name="first"/> and then this one.</summary>
    public Affine Multiply(Affine first)
    {
        Span<double> m = stackalloc double[12];
        for (var row = 0; row < 3; row++)
        {
            for (var column = 0; column < 4; column++)
            {
                var sum = column == 3 ? this[row, 3] : 0;
                for (var k = 0; k < 3; k++)
                    sum += this[row, k] * first[k, column];
                m[(row * 4) + column] = sum;
            }
        }
        return FromRows(m);
    }

    /// <summary>World → voxel. Throws where the matrix is not invertible.</summary>
    public Affine Inverse()
    {
        var d = Determinant;
        if (d == 0 || !double.IsFinite(d))
            throw new InvalidOperationException($"the affine's determinant is {d}; it has no inverse.");
        double a = ((M11 * M22) - (M12 * M21)) / d, b = ((M02 * M21) - (M01 * M22)) / d, c = ((M01 * M12) - (M02 * M11)) / d;
        double e = ((M12 * M20) - (M10 * M22)) / d, f = ((M00 * M22) - (M02 * M20)) / d, g = ((M02 * M10) - (M00 * M12)) / d;
        double h = ((M10 * M21) - (M11 * M20)) / d, i = ((M01 * M20) - (M00 * M21)) / d, j = ((M00 * M11) - (M01 * M10)) / d;
        return new(
            a, b, c, -((a * M03) + (b * M13) + (c * M23)),
            e, f, g, -((e * M03) + (f * M13) + (g * M23)),
            h, i, j, -((h * M03) + (i * M13) + (j * M23)));
    }

    private static double Length(double x, double y, double z) => double.Hypot(double.Hypot(x, y), z);
}
