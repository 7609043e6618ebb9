namespace Pipeline.Imaging.Formats.Nifti;

/// <summary>
/// From header fields to a voxel → world affine. Policy, in this order:
/// <list type="number">
/// <item>sform_code above 0 and srow finite with independent columns: the sform, also where the qform says otherwise.</item>
/// <item>qform_code above 0, quaternion finite and not longer than 1.01, spacings finite and not 0: the qform.</item>
/// <item>both codes 0 or less: diag(|pixdim|), origin 0 (the format's "method 1").</item>
/// <item>otherwise (a code promises a transform and none is usable) the file is refused.</item>
/// </list>
/// Lengths in metres or micrometres (xyzt_units) become millimetres; an unknown unit counts as millimetres. A spacing of 0
/// along an axis of one voxel counts as 1, because nothing is measured along it.
/// </summary>
internal static class NiftiGeometry
{
    private const double MaxQuaternionLength = 1.01;

    public static Geometry Of(NiftiHeader header)
    {
        var source = new NiftiHeaderFields(
            Code(header.QformCode), Code(header.SformCode), header.XyztUnits,
            Narrow(header.Pixdim), Narrow(header.Quaternion), Narrow(header.Srow));
        var mm = source.MillimetresPerUnit;

        if (header.SformCode > 0 && Scaled(Affine.FromRows(header.Srow), mm) is { IsInvertible: true } sform)
            return new Geometry(sform, source);

        var spacing = Spacings(header);
        if (header.QformCode > 0 && spacing is not null && FromQuaternion(header, spacing) is { } qform
            && Scaled(qform, mm) is { IsInvertible: true } scaled)
            return new Geometry(scaled, source);

        if (header.SformCode > 0 || header.QformCode > 0)
        {
            throw new InvalidDataException(
                $"neither transform is usable: sform_code {header.SformCode} with srow_x = ({Row(header, 0)}), srow_y = ({Row(header, 4)}), srow_z = ({Row(header, 8)}); "
                + $"qform_code {header.QformCode} with pixdim = ({string.Join(", ", header.Pixdim.Take(4))}); expected three independent finite axes; repair the header.");
        }
        if (spacing is null || Scaled(Affine.Scaling(spacing[0], spacing[1], spacing[2]), mm) is not { IsInvertible: true } plain)
            throw new InvalidDataException($"pixdim[1..3] is ({string.Join(", ", header.Pixdim.Skip(1).Take(3))}), expected finite spacings other than 0; repair the header.");
        return new Geometry(plain, source);
    }

    /// <summary>|pixdim[1..3]| in the file's unit; null where one is 0 or not finite on an axis that has a length.</summary>
    private static double[]? Spacings(NiftiHeader header)
    {
        var spacing = new double[3];
        for (var axis = 0; axis < 3; axis++)
        {
            var value = Math.Abs(header.Pixdim[axis + 1]);
            var voxels = axis < header.Dim[0] ? header.Dim[axis + 1] : 1;
            var usable = double.IsFinite(value) && value > 0;
            if (!usable && voxels > 1)
                return null;
            spacing[axis] = usable ? value : 1;
        }
        return spacing;
    }

    // Equations of nifti1.h, "method 2"; a quaternion that rounding made longer than 1 is a half turn, as in nifti1_io.c.
    private static Affine? FromQuaternion(NiftiHeader header, double[] spacing)
    {
        double b = header.Quaternion[0], c = header.Quaternion[1], d = header.Quaternion[2];
        var length = Math.Sqrt((b * b) + (c * c) + (d * d));
        if (!(length <= MaxQuaternionLength))
            return null;
        var a2 = 1 - (length * length);
        double a = 0;
        if (a2 < 1e-7)
            (b, c, d) = (b / length, c / length, d / length);
        else
            a = Math.Sqrt(a2);
        double x = spacing[0], y = spacing[1], z = header.Pixdim[0] < 0 ? -spacing[2] : spacing[2];
        return new Affine(
            ((a * a) + (b * b) - (c * c) - (d * d)) * x, 2 * ((b * c) - (a * d)) * y, 2 * ((b * d) + (a * c)) * z, header.Quaternion[3],
            2 * ((b * c) + (a * d)) * x, ((a * a) + (c * c) - (b * b) - (d * d)) * y, 2 * ((c * d) - (a * b)) * z, header.Quaternion[4],
            2 * ((b * d) - (a * c)) * x, 2 * ((c * d) + (a * b)) * y, ((a * a) + (d * d) - (b * b) - (c * c)) * z, header.Quaternion[5]);
    }

    private static Affine Scaled(Affine a, double mm) => mm == 1 ? a : Affine.Scaling(mm, mm, mm).Multiply(a);

    private static short Code(int value) => (short)Math.Clamp(value, short.MinValue, short.MaxValue);

    private static float[] Narrow(double[] values) => Array.ConvertAll(values, v => (float)v);

    private static string Row(NiftiHeader header, int first) => string.Join(", ", header.Srow.AsSpan(first, 4).ToArray());
}
