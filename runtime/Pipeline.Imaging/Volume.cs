namespace Pipeline.Imaging;

/// <summary>
/// A scalar image: voxels [X,Y,Z] in file order (x fastest, index = x + X·(y + Y·z)) and where they lie in the world.
/// The array is owned by the volume and not copied; whoever writes into it changes the volume.
/// </summary>
public sealed class Volume<T> where T : unmanaged
{
    public Volume(Size3 size, Geometry geometry, T[] voxels)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        ArgumentNullException.ThrowIfNull(voxels);
        if (size.X < 1 || size.Y < 1 || size.Z < 1)
            throw new ArgumentException($"size is {size}; every axis needs at least one voxel.", nameof(size));
        if (voxels.Length != size.Count)
            throw new ArgumentException($"size {size} needs {size.Count} voxels; the array has {voxels.Length}.", nameof(voxels));
        Size = size;
        Geometry = geometry;
        Voxels = voxels;
    }

    public Size3 Size { get; }

    public Geometry Geometry { get; }

    public T[] Voxels { get; }

    public T this[int x, int y, int z]
    {
        get => Voxels[Index(x, y, z)];
        set => Voxels[Index(x, y, z)] = value;
    }

    /// <summary>The plane z as a writable view [X,Y], x fastest.</summary>
    public Span<T> Slice(int z) => Voxels.AsSpan(checked(z * Size.X * Size.Y), Size.X * Size.Y);

    /// <summary>Other voxels on the same grid, for instance the label map of an image.</summary>
    public Volume<TOther> With<TOther>(TOther[] voxels) where TOther : unmanaged => new(Size, Geometry, voxels);

    /// <summary>The same voxels, placed elsewhere in the world.</summary>
    public Volume<T> With(Geometry geometry) => new(Size, geometry, Voxels);

    /// <summary>A volume with its own copy of the voxels.</summary>
    public Volume<T> Copy() => new(Size, Geometry, (T[])Voxels.Clone());

    private int Index(int x, int y, int z)
    {
        if ((uint)x >= (uint)Size.X || (uint)y >= (uint)Size.Y || (uint)z >= (uint)Size.Z)
            throw new ArgumentOutOfRangeException(nameof(x), $"voxel ({x},{y},{z}) lies outside {Size}.");
        return x + (Size.X * (y + (Size.Y * z)));
    }
}
