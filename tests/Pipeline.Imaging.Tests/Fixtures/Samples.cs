using FsCheck;
using FsCheck.Fluent;

namespace Pipeline.Imaging.Tests.Fixtures;

/// <summary>Generators and small volumes for properties.</summary>
internal static class Samples
{
    /// <summary>A rotated, anisotropic grid with the third axis against the right-hand rule.</summary>
    public static Geometry Oblique { get; } = new(new Affine(
        -0.8 * 1.5, 0.6 * 1.25, 0, 10,
        -0.6 * 1.5, -0.8 * 1.25, 0, -20.5,
        0, 0, -8, 33));

    public static Gen<Size3> Sizes(int longest = 7) =>
        from x in Gen.Choose(1, longest)
        from y in Gen.Choose(1, longest)
        from z in Gen.Choose(1, longest)
        select new Size3(x, y, z);

    public static Arbitrary<Volume<ushort>> LabelMaps(int highest = 3, int longest = 7) => (
        from size in Sizes(longest)
        from labels in Gen.ArrayOf(Gen.Choose(0, highest), (int)size.Count)
        select new Volume<ushort>(size, Oblique, Array.ConvertAll(labels, l => (ushort)l))).ToArbitrary();

    /// <summary>Two label maps on one grid.</summary>
    public static Arbitrary<(Volume<ushort> A, Volume<ushort> B)> LabelMapPairs(int highest = 2, int longest = 6) => (
        from size in Sizes(longest)
        from a in Gen.ArrayOf(Gen.Choose(0, highest), (int)size.Count)
        from b in Gen.ArrayOf(Gen.Choose(0, highest), (int)size.Count)
        select (
            new Volume<ushort>(size, Oblique, Array.ConvertAll(a, l => (ushort)l)),
            new Volume<ushort>(size, Oblique, Array.ConvertAll(b, l => (ushort)l)))).ToArbitrary();

    /// <summary>Any bit pattern may be a voxel: NaN, infinities, subnormal numbers.</summary>
    public static Arbitrary<Volume<float>> Images() => (
        from size in Sizes()
        from bits in Gen.ArrayOf(Gen.Choose(int.MinValue, int.MaxValue), (int)size.Count)
        select new Volume<float>(size, Oblique, Array.ConvertAll(bits, BitConverter.Int32BitsToSingle))).ToArbitrary();

    public static Arbitrary<Volume<float>> FiniteImages() => (
        from size in Sizes(12)
        from values in Gen.ArrayOf(Gen.Choose(-100000, 100000), (int)size.Count)
        select new Volume<float>(size, Oblique, Array.ConvertAll(values, v => v / 64f))).ToArbitrary();

    public static Volume<T> Flip<T>(Volume<T> volume, bool x, bool y) where T : unmanaged
    {
        var (w, h, d) = volume.Size;
        var flipped = volume.With(new T[volume.Voxels.Length]);
        for (var z = 0; z < d; z++)
        {
            for (var j = 0; j < h; j++)
            {
                for (var i = 0; i < w; i++)
                    flipped[i, j, z] = volume[x ? w - 1 - i : i, y ? h - 1 - j : j, z];
            }
        }
        return flipped;
    }
}
