using FsCheck;
using FsCheck.Fluent;
using Pipeline.Imaging.Tests.Fixtures;

namespace Pipeline.Imaging.Tests.Metrics;

public sealed class SurfaceDistanceTests
{
    [Fact]
    public void Is_what_scipys_distance_transform_gives()
    {
        foreach (var expected in GoldenFiles.Json("surface-distance.json").GetProperty("cases").EnumerateArray())
        {
            var size = expected.Ints("size");
            var spacing = expected.Doubles("spacing");
            var geometry = Geometry.FromSpacing(spacing[0], spacing[1], spacing[2]);
            var prediction = Map(new Size3(size[0], size[1], size[2]), geometry, expected.Ints("prediction"));
            var truth = Map(prediction.Size, geometry, expected.Ints("truth"));
            Assert.Equal(expected.GetProperty("hd95").GetDouble(), SurfaceDistance.Hd95(prediction, truth, 1)!.Value, 1e-9);
        }
    }

    [Fact]
    public void Is_what_comparing_every_pair_of_surface_voxels_gives() =>
        Prop.ForAll(Samples.LabelMapPairs(), pair =>
        {
            var expected = BruteForce(pair.A, pair.B, 1);
            var actual = SurfaceDistance.Hd95(pair.A, pair.B, 1);
            Assert.Equal(expected is null, actual is null);
            if (expected is not null)
                Assert.Equal(expected.Value, actual!.Value, 1e-9);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Is_symmetric_and_0_for_a_map_with_itself() =>
        Prop.ForAll(Samples.LabelMapPairs(), pair =>
        {
            Assert.Equal(SurfaceDistance.Hd95(pair.A, pair.B, 1), SurfaceDistance.Hd95(pair.B, pair.A, 1));
            Assert.True(SurfaceDistance.Hd95(pair.A, pair.A, 1) is null or 0);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Is_null_when_neither_map_has_the_label() => Assert.Null(SurfaceDistance.Hd95(Empty(), Empty(), 1));

    [Fact]
    public void Is_the_volumes_diagonal_when_one_map_lacks_the_label()
    {
        // 3×4×5 voxels of 1×2×3 mm: the box measures 3, 8 and 15 mm.
        var some = Empty();
        some[1, 1, 1] = 1;
        var diagonal = Math.Sqrt((3 * 3) + (8 * 8) + (15 * 15));
        Assert.Equal(diagonal, SurfaceDistance.Hd95(some, Empty(), 1)!.Value, 1e-12);
        Assert.Equal(diagonal, SurfaceDistance.Hd95(Empty(), some, 1)!.Value, 1e-12);
    }

    [Fact]
    public void A_single_slice_is_measured_as_a_picture()
    {
        // A filled square against one whose inner voxels are another label: their outlines are equal.
        var geometry = Geometry.FromSpacing(1, 1, 10);
        var full = new Volume<ushort>(new Size3(9, 9, 1), geometry, new ushort[81]);
        for (var y = 1; y < 8; y++)
            full.Voxels.AsSpan((9 * y) + 1, 7).Fill(1);
        var single = full.Copy();
        single.Voxels.AsSpan().Clear();
        single[4, 4, 0] = 1;
        // Nearest outline voxel of the square to its centre: 3 mm; were the inside surface too, it would be 0.
        Assert.True(SurfaceDistance.Hd95(single, full, 1)!.Value >= 3);
        Assert.Equal(BruteForce(single, full, 1)!.Value, SurfaceDistance.Hd95(single, full, 1)!.Value, 1e-12);
    }

    [Fact]
    public void Refuses_maps_of_different_size() =>
        Assert.Throws<ArgumentException>(() => SurfaceDistance.Hd95(Empty(), new Volume<ushort>(new Size3(5, 4, 3), Samples.Oblique, new ushort[60]), 1));

    private static Volume<ushort> Empty() => new(new Size3(3, 4, 5), Geometry.FromSpacing(1, 2, 3), new ushort[60]);

    private static Volume<ushort> Map(Size3 size, Geometry geometry, int[] foreground)
    {
        var map = new Volume<ushort>(size, geometry, new ushort[size.Count]);
        foreach (var i in foreground)
            map.Voxels[i] = 1;
        return map;
    }

    private static double? BruteForce(Volume<ushort> a, Volume<ushort> b, ushort label)
    {
        List<(double X, double Y, double Z)> surfaceA = Surface(a, label), surfaceB = Surface(b, label);
        if (surfaceA.Count == 0 && surfaceB.Count == 0)
            return null;
        var (sx, sy, sz) = a.Geometry.Spacing;
        if (surfaceA.Count == 0 || surfaceB.Count == 0)
            return Math.Sqrt(Math.Pow(sx * a.Size.X, 2) + Math.Pow(sy * a.Size.Y, 2) + Math.Pow(sz * a.Size.Z, 2));
        return Math.Max(Directed(surfaceA, surfaceB), Directed(surfaceB, surfaceA));
    }

    private static double Directed(List<(double X, double Y, double Z)> from, List<(double X, double Y, double Z)> to)
    {
        var distances = from.Select(p => to.Min(q => Math.Sqrt(Math.Pow(p.X - q.X, 2) + Math.Pow(p.Y - q.Y, 2) + Math.Pow(p.Z - q.Z, 2)))).Order().ToArray();
        var position = 0.95 * (distances.Length - 1);
        var below = (int)Math.Floor(position);
        var above = Math.Min(below + 1, distances.Length - 1);
        return (distances[below] * (1 - (position - below))) + (distances[above] * (position - below));
    }

    private static List<(double X, double Y, double Z)> Surface(Volume<ushort> map, ushort label)
    {
        var (w, h, d) = map.Size;
        var (sx, sy, sz) = map.Geometry.Spacing;
        bool Outside(int x, int y, int z) => x < 0 || y < 0 || z < 0 || x >= w || y >= h || z >= d || map[x, y, z] != label;
        var surface = new List<(double, double, double)>();
        for (var z = 0; z < d; z++)
        {
            for (var y = 0; y < h; y++)
            {
                for (var x = 0; x < w; x++)
                {
                    if (map[x, y, z] == label
                        && ((w > 1 && (Outside(x - 1, y, z) || Outside(x + 1, y, z)))
                            || (h > 1 && (Outside(x, y - 1, z) || Outside(x, y + 1, z)))
                            || (d > 1 && (Outside(x, y, z - 1) || Outside(x, y, z + 1)))
                            || (w == 1 && h == 1 && d == 1)))
                        surface.Add((x * sx, y * sy, z * sz));
                }
            }
        }
        return surface;
    }
}
