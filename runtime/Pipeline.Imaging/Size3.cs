namespace Pipeline.Imaging;

/// <summary>Number of voxels along each axis, in file order (X is the fastest in memory).</summary>
public readonly record struct Size3(int X, int Y, int Z)
{
    public long Count => (long)X * Y * Z;

    public override string ToString() => $"{X}×{Y}×{Z}";
}
