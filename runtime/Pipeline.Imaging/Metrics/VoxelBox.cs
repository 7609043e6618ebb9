namespace Pipeline.Imaging;

/// <summary>A block of voxels: from the first index to before the second along each axis.</summary>
internal readonly record struct VoxelBox(int X0, int X1, int Y0, int Y1, int Z0, int Z1)
{
    public Size3 Size => new(X1 - X0, Y1 - Y0, Z1 - Z0);

    /// <summary>The smallest box that holds all voxels of a label; null when there are none.</summary>
    public static VoxelBox? Around(Volume<ushort> labels, ushort label)
    {
        var size = labels.Size;
        int x0 = int.MaxValue, x1 = -1, y0 = int.MaxValue, y1 = -1, z0 = int.MaxValue, z1 = -1;
        for (var z = 0; z < size.Z; z++)
        {
            var slice = labels.Slice(z);
            for (var y = 0; y < size.Y; y++)
            {
                var row = slice.Slice(y * size.X, size.X);
                var first = row.IndexOf(label);
                if (first < 0)
                    continue;
                (x0, x1) = (Math.Min(x0, first), Math.Max(x1, row.LastIndexOf(label)));
                (y0, y1) = (Math.Min(y0, y), Math.Max(y1, y));
                (z0, z1) = (Math.Min(z0, z), z);
            }
        }
        return x1 < 0 ? null : new VoxelBox(x0, x1 + 1, y0, y1 + 1, z0, z1 + 1);
    }

    public VoxelBox Join(VoxelBox other) => new(
        Math.Min(X0, other.X0), Math.Max(X1, other.X1),
        Math.Min(Y0, other.Y0), Math.Max(Y1, other.Y1),
        Math.Min(Z0, other.Z0), Math.Max(Z1, other.Z1));

    /// <summary>Index within the box, x fastest, of a voxel given by its place in the volume.</summary>
    public int IndexOf(int x, int y, int z) => x - X0 + (Size.X * (y - Y0 + (Size.Y * (z - Z0))));
}
