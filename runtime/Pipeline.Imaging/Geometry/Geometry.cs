namespace Pipeline.Imaging;

/// <summary>
/// Where a grid of voxels lies in the world: voxel → world affine in mm, RAS+. Immutable. A geometry that came from a file
/// keeps the file's own fields (<see cref="Source"/>), so that a map on the same grid is written with identical fields.
/// </summary>
public sealed record Geometry
{
    public Geometry(Affine affine)
    {
        if (!affine.IsInvertible)
            throw new ArgumentException("the affine is singular or not finite; three independent finite columns are needed.", nameof(affine));
        Affine = affine;
    }

    internal Geometry(Affine affine, NiftiHeaderFields source) : this(affine) => Source = source;

    public Affine Affine { get; }

    /// <summary>The header fields this geometry was read from; null when it was computed.</summary>
    public NiftiHeaderFields? Source { get; }

    /// <summary>Distance in mm between neighbouring voxel centres along each voxel axis.</summary>
    public (double X, double Y, double Z) Spacing => Affine.Spacing;

    /// <summary>For each voxel axis the letter of the world direction it runs towards, for instance "LPS" or "RAS".</summary>
    public string Orientation => AxisCodes.Of(Affine);

    /// <summary>Axis-aligned grid in RAS+ with the given spacing in mm, voxel (0,0,0) at the world's origin.</summary>
    public static Geometry FromSpacing(double x, double y, double z) => new(Affine.Scaling(x, y, z));

    /// <summary>The same axes and first voxel centre with other distances between the voxels, in mm.</summary>
    public Geometry WithSpacing(double x, double y, double z)
    {
        var (sx, sy, sz) = Spacing;
        return new Geometry(Affine.Multiply(Affine.Scaling(x / sx, y / sy, z / sz)));
    }

    /// <summary>
    /// The geometry of the same block of the world cut into another number of voxels: outer faces keep their place, so
    /// spacing becomes spacing·from/to and the first voxel's centre moves by half the difference of the voxel sizes.
    /// </summary>
    public Geometry Resampled(Size3 from, Size3 to)
    {
        if (from == to)
            return this;
        double x = (double)from.X / to.X, y = (double)from.Y / to.Y, z = (double)from.Z / to.Z;
        var newToOld = new Affine(x, 0, 0, (x - 1) / 2, 0, y, 0, (y - 1) / 2, 0, 0, z, (z - 1) / 2);
        return new Geometry(Affine.Multiply(newToOld));
    }

    /// <summary>Equal sizes, and no voxel centre of one grid is further than the tolerance from its partner in the other.</summary>
    public bool SameGrid(Size3 size, Geometry other, Size3 otherSize, double toleranceMm = 1e-3)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (size != otherSize)
            return false;
        // The difference of two affine maps is largest at a corner of the block.
        for (var corner = 0; corner < 8; corner++)
        {
            double x = (corner & 1) * (size.X - 1), y = ((corner >> 1) & 1) * (size.Y - 1), z = (corner >> 2) * (size.Z - 1);
            var (ax, ay, az) = Affine.Apply(x, y, z);
            var (bx, by, bz) = other.Affine.Apply(x, y, z);
            if (!(double.Hypot(double.Hypot(ax - bx, ay - by), az - bz) <= toleranceMm))
                return false;
        }
        return true;
    }
}
