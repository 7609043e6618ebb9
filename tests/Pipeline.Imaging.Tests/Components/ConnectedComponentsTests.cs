using FsCheck;
using FsCheck.Fluent;
using Pipeline.Imaging.Tests.Fixtures;

namespace Pipeline.Imaging.Tests.Components;

public sealed class ConnectedComponentsTests
{
    [Fact]
    public void Counts_and_keeps_what_scipy_does()
    {
        foreach (var expected in GoldenFiles.Json("components.json").GetProperty("cases").EnumerateArray())
        {
            var size = expected.Ints("size");
            var labels = new Volume<ushort>(new Size3(size[0], size[1], size[2]), Samples.Oblique, expected.Labels("labels"));
            var connectivity = (Connectivity)expected.Int("connectivity");
            ConnectedComponents.Label(labels, out var count, connectivity);
            Assert.Equal(expected.Int("count"), count);
            ConnectedComponents.KeepLargest(labels, [1, 2, 3], connectivity);
            Assert.Equal(expected.Labels("largest"), labels.Voxels);
        }
    }

    [Theory]
    [InlineData(Connectivity.Six)]
    [InlineData(Connectivity.TwentySix)]
    public void Numbers_are_those_of_a_flood_fill(Connectivity connectivity) =>
        Prop.ForAll(Samples.LabelMaps(highest: 3), labels =>
        {
            var actual = ConnectedComponents.Label(labels, out var count, connectivity);
            var expected = FloodFill(labels, connectivity == Connectivity.TwentySix);
            Assert.Equal(expected, actual);
            Assert.Equal(expected.Max(), count);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Keeping_twice_changes_nothing_and_other_labels_stay() =>
        Prop.ForAll(Samples.LabelMaps(highest: 3), labels =>
        {
            var before = labels.Copy();
            ConnectedComponents.KeepLargest(labels, [1, 3]);
            var once = labels.Copy();
            ConnectedComponents.KeepLargest(labels, [1, 3]);
            Assert.Equal(once.Voxels, labels.Voxels);
            for (var i = 0; i < once.Voxels.Length; i++)
                Assert.True(once.Voxels[i] == before.Voxels[i] || (once.Voxels[i] == 0 && before.Voxels[i] is 1 or 3));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Of_equal_components_the_first_stays()
    {
        var labels = new Volume<ushort>(new Size3(7, 1, 1), Samples.Oblique, [1, 0, 1, 1, 0, 1, 1]);
        ConnectedComponents.KeepLargest(labels, [1]);
        Assert.Equal([0, 0, 1, 1, 0, 0, 0], labels.Voxels.Select(v => (int)v));
    }

    [Fact]
    public void Corners_join_only_with_26_neighbours()
    {
        var labels = new Volume<ushort>(new Size3(2, 2, 2), Samples.Oblique, [1, 0, 0, 0, 0, 0, 0, 1]);
        ConnectedComponents.Label(labels, out var faces, Connectivity.Six);
        ConnectedComponents.Label(labels, out var corners, Connectivity.TwentySix);
        Assert.Equal((2, 1), (faces, corners));
    }

    private static int[] FloodFill(Volume<ushort> labels, bool corners)
    {
        var numbers = new int[labels.Voxels.Length];
        var count = 0;
        var (w, h, d) = labels.Size;
        for (var start = 0; start < numbers.Length; start++)
        {
            if (labels.Voxels[start] == 0 || numbers[start] != 0)
                continue;
            numbers[start] = ++count;
            var open = new Queue<int>([start]);
            while (open.TryDequeue(out var i))
            {
                int x = i % w, y = i / w % h, z = i / w / h;
                for (var n = 0; n < 27; n++)
                {
                    int dx = (n % 3) - 1, dy = (n / 3 % 3) - 1, dz = (n / 9) - 1;
                    int nx = x + dx, ny = y + dy, nz = z + dz;
                    if (!corners && Math.Abs(dx) + Math.Abs(dy) + Math.Abs(dz) != 1)
                        continue;
                    if (nx < 0 || ny < 0 || nz < 0 || nx >= w || ny >= h || nz >= d)
                        continue;
                    var neighbour = nx + (w * (ny + (h * nz)));
                    if (numbers[neighbour] != 0 || labels.Voxels[neighbour] != labels.Voxels[i])
                        continue;
                    numbers[neighbour] = count;
                    open.Enqueue(neighbour);
                }
            }
        }
        return numbers;
    }
}
