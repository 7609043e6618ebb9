using System.Globalization;

namespace Pipeline.Imaging.Formats.MetaImage;

/// <summary>
/// From header fields to a voxel → world affine and back. MetaImage's world is LPS in mm: x and y change sign. TransformMatrix lists the
/// direction of the first voxel axis, then of the second, …; each is scaled by its ElementSpacing (ElementSize where that is missing; 1 where
/// both are). Offset is the centre of the first voxel. CenterOfRotation and AnatomicalOrientation say nothing more, and ITK ignores them.
/// </summary>
internal static class MetaGeometry
{
    public static Geometry Of(MetaFields fields, long[] dimensions)
    {
        if (fields.Text("DistanceUnits") is { } unit && unit is not ("mm" or "?"))
            throw new InvalidDataException($"DistanceUnits is {MetaFields.Short(unit)}, expected mm; convert the spacing and offset to mm.");
        var rank = dimensions.Length;
        var spacing = fields.Numbers(rank, "ElementSpacing") ?? fields.Numbers(rank, "ElementSize") ?? [.. dimensions.Select(_ => 1.0)];
        var offset = fields.Numbers(rank, "Offset", "Position", "Origin") ?? new double[rank];
        var directions = fields.Numbers(rank * rank, "TransformMatrix", "Rotation", "Orientation");

        var m = new double[12];
        for (var axis = 0; axis < 3; axis++)
        {
            var step = axis < rank ? Step(spacing[axis], dimensions[axis], spacing) : 1;
            for (var world = 0; world < 3; world++)
            {
                var cosine = directions is null || axis >= rank || world >= rank ? (axis == world ? 1 : 0) : directions[(axis * rank) + world];
                m[(world * 4) + axis] = ToRas(world, cosine * step);
            }
            m[(axis * 4) + 3] = ToRas(axis, axis < rank ? offset[axis] : 0);
        }
        var affine = Affine.FromRows(m);
        if (!affine.IsInvertible)
            throw new InvalidDataException($"TransformMatrix is {MetaFields.Short(string.Join(' ', directions ?? []))}, expected three independent finite axes; repair the header.");
        return new Geometry(affine);
    }

    /// <summary>The fields TransformMatrix, Offset and ElementSpacing of a geometry.</summary>
    public static (string Directions, string Offset, string Spacing) Text(Geometry geometry)
    {
        var a = geometry.Affine;
        var (sx, sy, sz) = geometry.Spacing;
        double[] spacing = [sx, sy, sz];
        var directions = from axis in Enumerable.Range(0, 3) from world in Enumerable.Range(0, 3) select ToLps(world, a[world, axis] / spacing[axis]);
        return (Join(directions), Join(Enumerable.Range(0, 3).Select(world => ToLps(world, a[world, 3]))), Join(spacing));
    }

    private static double Step(double spacing, long voxels, double[] all)
    {
        // Nothing is measured along an axis of one voxel.
        if (spacing > 0 || voxels == 1)
            return spacing > 0 ? spacing : 1;
        throw new InvalidDataException($"ElementSpacing is {string.Join(' ', all)}, expected positive numbers; repair the header.");
    }

    /// <summary>
    /// Twelve significant digits: direction · spacing has rounding in its last bits, which must not pile up over copies of copies.
    /// 1e-12 of a coordinate is below any scanner's precision.
    /// </summary>
    private static double ToRas(int world, double lps) =>
        double.Parse((world < 2 ? -lps : lps).ToString("E11", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + 0.0;

    private static double ToLps(int world, double ras) => (world < 2 ? -ras : ras) + 0.0;

    private static string Join(IEnumerable<double> values) => string.Join(' ', values.Select(v => v.ToString("R", CultureInfo.InvariantCulture)));
}
