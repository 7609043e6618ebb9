namespace Pipeline.Imaging.Formats.Nifti;

/// <summary>The header fields to write for a geometry: the file's own where it came from one, computed ones otherwise.</summary>
internal static class NiftiFields
{
    /// <summary>"Scanner anatomical": what ITK writes for an image of unknown provenance as well.</summary>
    private const short ScannerCode = 1;
    private const byte MillimetresSeconds = 2 | 8;

    public static NiftiHeaderFields Of(Geometry geometry)
    {
        if (geometry.Source is { } source)
            return source;
        var a = geometry.Affine;
        var (sx, sy, sz) = geometry.Spacing;
        var (quaternion, qfac) = ToQuaternion(a);
        float[] srow =
        [
            (float)a.M00, (float)a.M01, (float)a.M02, (float)a.M03,
            (float)a.M10, (float)a.M11, (float)a.M12, (float)a.M13,
            (float)a.M20, (float)a.M21, (float)a.M22, (float)a.M23,
        ];
        return new NiftiHeaderFields(
            quaternion is null ? (short)0 : ScannerCode, ScannerCode, MillimetresSeconds,
            [qfac, (float)sx, (float)sy, (float)sz, 1, 1, 1, 1], quaternion ?? new float[6], srow);
    }

    /// <summary>The six quaternion fields and the sign of the third axis; no quaternion where the axes are not at right angles.</summary>
    private static (float[]? Fields, float Qfac) ToQuaternion(Affine a)
    {
        var (sx, sy, sz) = a.Spacing;
        var flip = a.Determinant < 0 ? -1 : 1;
        double r00 = a.M00 / sx, r01 = a.M01 / sy, r02 = flip * a.M02 / sz;
        double r10 = a.M10 / sx, r11 = a.M11 / sy, r12 = flip * a.M12 / sz;
        double r20 = a.M20 / sx, r21 = a.M21 / sy, r22 = flip * a.M22 / sz;
        var skew = Math.Max(Math.Abs((r00 * r01) + (r10 * r11) + (r20 * r21)), Math.Max(
            Math.Abs((r00 * r02) + (r10 * r12) + (r20 * r22)), Math.Abs((r01 * r02) + (r11 * r12) + (r21 * r22))));
        if (skew > 1e-5)
            return (null, flip);

        // Shepperd: divide by the largest of the four components, which is at least 1/2.
        double[] squares = [1 + r00 + r11 + r22, 1 + r00 - r11 - r22, 1 - r00 + r11 - r22, 1 - r00 - r11 + r22];
        var largest = Array.IndexOf(squares, squares.Max());
        var half = Math.Sqrt(squares[largest]) / 2;
        var f = 0.25 / half;
        (double w, double b, double c, double d) = largest switch
        {
            0 => (half, (r21 - r12) * f, (r02 - r20) * f, (r10 - r01) * f),
            1 => ((r21 - r12) * f, half, (r01 + r10) * f, (r02 + r20) * f),
            2 => ((r02 - r20) * f, (r01 + r10) * f, half, (r12 + r21) * f),
            _ => ((r10 - r01) * f, (r02 + r20) * f, (r12 + r21) * f, half),
        };
        var sign = w < 0 ? -1 : 1;
        return ([(float)(sign * b), (float)(sign * c), (float)(sign * d), (float)a.M03, (float)a.M13, (float)a.M23], flip);
    }
}
