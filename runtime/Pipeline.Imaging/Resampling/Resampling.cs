namespace Pipeline.Imaging;

/// <summary>
/// In-plane resampling by extents: the outer faces of the image keep their place in the world and are cut into another
/// number of voxels (torch's interpolate with align_corners = false and a given size). The resulting spacing is
/// extent / size, the requested one up to the rounding of the size. The z axis is never touched.
/// </summary>
public static class Resampling
{
    /// <summary>Number of voxels per axis that comes closest to the requested spacing in mm; at least one.</summary>
    public static (int W, int H) InPlaneSize(Size3 size, Geometry geometry, double spacingX, double spacingY)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        var (x, y, _) = geometry.Spacing;
        return (AxisSize(size.X, x, spacingX), AxisSize(size.Y, y, spacingY));
    }

    /// <summary>Linear interpolation within each slice. Equal spacing gives a bit-exact copy.</summary>
    public static Volume<float> InPlane(Volume<float> volume, double spacingX, double spacingY)
    {
        ArgumentNullException.ThrowIfNull(volume);
        var (from, to) = (volume.Size, TargetSize(volume.Size, volume.Geometry, spacingX, spacingY));
        if (to == from)
            return volume.Copy();
        var result = new Volume<float>(to, volume.Geometry.Resampled(from, to), GC.AllocateUninitializedArray<float>(checked((int)to.Count)));
        var resampler = new PlaneResampler(from.X, from.Y, to.X, to.Y);
        for (var z = 0; z < from.Z; z++)
            resampler.Resample(volume.Slice(z), result.Slice(z));
        return result;
    }

    /// <summary>
    /// The label with the largest linearly interpolated share (argmax of the interpolated one-hot maps) within each slice;
    /// equal shares go to the lower label.
    /// </summary>
    public static Volume<ushort> InPlaneLabels(Volume<ushort> labels, double spacingX, double spacingY)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var (from, to) = (labels.Size, TargetSize(labels.Size, labels.Geometry, spacingX, spacingY));
        if (to == from)
            return labels.Copy();
        var result = new Volume<ushort>(to, labels.Geometry.Resampled(from, to), new ushort[checked((int)to.Count)]);
        var resampler = new LabelResampler(from.X, from.Y, to.X, to.Y);
        for (var z = 0; z < from.Z; z++)
            resampler.Resample(labels.Slice(z), result.Slice(z));
        return result;
    }

    /// <summary>One plane [W,H], x fastest, to another size; equal sizes copy.</summary>
    public static void LinearPlane(ReadOnlySpan<float> source, int sourceWidth, int sourceHeight, Span<float> target, int targetWidth, int targetHeight)
    {
        RequireSize(source.Length, sourceWidth, sourceHeight, nameof(source));
        RequireSize(target.Length, targetWidth, targetHeight, nameof(target));
        if (sourceWidth == targetWidth && sourceHeight == targetHeight)
            source.CopyTo(target);
        else
            new PlaneResampler(sourceWidth, sourceHeight, targetWidth, targetHeight).Resample(source, target);
    }

    private static Size3 TargetSize(Size3 size, Geometry geometry, double spacingX, double spacingY)
    {
        var (w, h) = InPlaneSize(size, geometry, spacingX, spacingY);
        return new Size3(w, h, size.Z);
    }

    private static int AxisSize(int size, double spacing, double wanted)
    {
        if (!(wanted > 0) || !double.IsFinite(wanted))
            throw new ArgumentOutOfRangeException(nameof(wanted), wanted, "a spacing is a finite number of millimetres above 0.");
        var count = Math.Round(size * spacing / wanted, MidpointRounding.AwayFromZero);
        if (count > Array.MaxLength)
            throw new ArgumentOutOfRangeException(nameof(wanted), wanted, $"an axis of {size} voxels of {spacing} mm would get {count} voxels.");
        return Math.Max(1, (int)count);
    }

    private static void RequireSize(int length, int width, int height, string name)
    {
        if (width < 1 || height < 1 || length != (long)width * height)
            throw new ArgumentException($"{width}×{height} needs {(long)width * height} values and at least one each way; the span has {length}.", name);
    }
}
