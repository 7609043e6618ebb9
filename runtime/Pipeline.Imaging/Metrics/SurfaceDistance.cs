namespace Pipeline.Imaging;

/// <summary>
/// Distances between the surfaces of two label maps, in mm. A label's surface: its voxels that have a face neighbour of
/// another label or lie on the volume's border. Along an axis of one voxel nothing has a neighbour and nothing is border, so
/// a single slice is measured as a 2-D image.
/// </summary>
public static class SurfaceDistance
{
    /// <summary>
    /// The larger of the two directed 95th percentiles (linear interpolation) of distances from each surface voxel to the
    /// nearest one of the other map. Null when neither map has the label; the volume's diagonal when one has not.
    /// The spacing is that of <paramref name="truth"/>.
    /// </summary>
    public static double? Hd95(Volume<ushort> prediction, Volume<ushort> truth, ushort label)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(truth);
        if (prediction.Size != truth.Size)
            throw new ArgumentException($"the label maps have {prediction.Size} and {truth.Size} voxels; they must lie on one grid.", nameof(truth));
        var box = VoxelBox.Around(prediction, label);
        var truthBox = VoxelBox.Around(truth, label);
        if (box is null && truthBox is null)
            return null;
        if (box is null || truthBox is null)
            return Diagonal(truth);

        // All sources and all questions lie in the common box, so the transform is exact inside it without a margin.
        var common = box.Value.Join(truthBox.Value);
        var a = Surface(prediction, label, common);
        var b = Surface(truth, label, common);
        var map = new SquaredDistanceMap(common.Size, truth.Geometry.Spacing);
        var toTruth = Percentile95(map.From(b), a);
        return Math.Max(toTruth, Percentile95(map.From(a), b));
    }

    /// <summary>Length in mm of the line from one corner of the volume to the opposite one.</summary>
    private static double Diagonal(Volume<ushort> volume)
    {
        var (x, y, z) = volume.Geometry.Spacing;
        return double.Hypot(double.Hypot(volume.Size.X * x, volume.Size.Y * y), volume.Size.Z * z);
    }

    /// <summary>Indices, within the box, of the surface voxels. The label lies wholly inside the box.</summary>
    private static int[] Surface(Volume<ushort> labels, ushort label, VoxelBox box)
    {
        var size = labels.Size;
        int stepY = size.X, stepZ = size.X * size.Y;
        var v = labels.Voxels;
        var surface = new List<int>();
        for (var z = box.Z0; z < box.Z1; z++)
        {
            for (var y = box.Y0; y < box.Y1; y++)
            {
                var row = (stepY * y) + (stepZ * z);
                for (var x = box.X0; x < box.X1; x++)
                {
                    var i = row + x;
                    if (v[i] != label)
                        continue;
                    var inside = size.Count > 1 // the only voxel of a volume is its surface
                        && (size.X == 1 || (x > 0 && x < size.X - 1 && v[i - 1] == label && v[i + 1] == label))
                        && (size.Y == 1 || (y > 0 && y < size.Y - 1 && v[i - stepY] == label && v[i + stepY] == label))
                        && (size.Z == 1 || (z > 0 && z < size.Z - 1 && v[i - stepZ] == label && v[i + stepZ] == label));
                    if (!inside)
                        surface.Add(box.IndexOf(x, y, z));
                }
            }
        }
        return [.. surface];
    }

    private static double Percentile95(ReadOnlySpan<double> squaredDistances, int[] at)
    {
        var values = new double[at.Length];
        for (var i = 0; i < at.Length; i++)
            values[i] = squaredDistances[at[i]];
        Array.Sort(values);
        var position = 0.95 * (values.Length - 1);
        var below = (int)position;
        double low = Math.Sqrt(values[below]), high = Math.Sqrt(values[Math.Min(below + 1, values.Length - 1)]);
        return low + ((high - low) * (position - below));
    }
}
