using Pipeline.Imaging;

namespace Pipeline.Inference.Tests;

/// <summary>Small volumes with values from their index, on an oblique grid.</summary>
internal static class Volumes
{
    /// <summary>Rotated by 30° about z and 20° about x, spacing 1.25, 1.5, 8 mm, left-handed: nothing in it is zero by accident.</summary>
    public static Geometry Oblique { get; } = new(Affine.FromRows(
    [
        -1.0825, 0.7047, 1.3681, 41.5,
        0.625, 1.2206, 2.3696, -77.25,
        0.0, 0.5130, -7.5175, 12.125,
    ]));

    public static Volume<float> Float(int x, int y, int z, Func<int, int, int, float> value, Geometry? geometry = null) =>
        new(new Size3(x, y, z), geometry ?? Oblique, Fill(x, y, z, value));

    public static Volume<ushort> Labels(int x, int y, int z, Func<int, int, int, ushort> value, Geometry? geometry = null) =>
        new(new Size3(x, y, z), geometry ?? Oblique, Fill(x, y, z, value));

    private static T[] Fill<T>(int x, int y, int z, Func<int, int, int, T> value)
    {
        T[] voxels = new T[x * y * z];
        for (int i = 0; i < voxels.Length; i++)
            voxels[i] = value(i % x, i / x % y, i / x / y);
        return voxels;
    }
}
