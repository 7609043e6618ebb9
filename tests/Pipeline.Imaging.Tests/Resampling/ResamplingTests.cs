using FsCheck;
using FsCheck.Fluent;
using Pipeline.Imaging.Tests.Fixtures;

namespace Pipeline.Imaging.Tests;

public sealed class ResamplingTests
{
    [Fact]
    public void Planes_are_torchs()
    {
        foreach (var plane in GoldenFiles.Json("resampling.json").GetProperty("planes").EnumerateArray())
        {
            var expected = plane.Floats("target");
            var actual = new float[expected.Length];
            Resampling.LinearPlane(plane.Floats("source"), plane.Int("width"), plane.Int("height"), actual, plane.Int("to_width"), plane.Int("to_height"));
            for (var i = 0; i < expected.Length; i++)
                Assert.Equal(expected[i], actual[i], 5e-5f);
        }
    }

    [Fact]
    public void Labels_are_the_argmax_of_torchs_interpolated_one_hot_maps()
    {
        foreach (var plane in GoldenFiles.Json("resampling.json").GetProperty("labels").EnumerateArray())
        {
            var (w, h, toW, toH) = (plane.Int("width"), plane.Int("height"), plane.Int("to_width"), plane.Int("to_height"));
            // Spacings that lead to exactly the sizes asked for.
            var labels = new Volume<ushort>(new Size3(w, h, 1), Geometry.FromSpacing(1, 1, 5), plane.Labels("source"));
            var actual = Resampling.InPlaneLabels(labels, (double)w / toW, (double)h / toH);
            Assert.Equal(new Size3(toW, toH, 1), actual.Size);
            Assert.Equal(plane.Labels("target"), actual.Voxels);
        }
    }

    [Fact]
    public void Equal_spacing_is_a_bit_exact_copy() =>
        Prop.ForAll(Samples.Images(), image =>
        {
            var (x, y, _) = image.Geometry.Spacing;
            var same = Resampling.InPlane(image, x, y);
            Assert.Equal(Array.ConvertAll(image.Voxels, BitConverter.SingleToInt32Bits), Array.ConvertAll(same.Voxels, BitConverter.SingleToInt32Bits));
            Assert.Equal(image.Geometry, same.Geometry);
            Assert.NotSame(image.Voxels, same.Voxels);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Labels_of_equal_spacing_are_a_copy() =>
        Prop.ForAll(Samples.LabelMaps(), labels =>
        {
            var (x, y, _) = labels.Geometry.Spacing;
            Assert.Equal(labels.Voxels, Resampling.InPlaneLabels(labels, x, y).Voxels);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Flips_commute_with_resampling() =>
        Prop.ForAll(Samples.FiniteImages(), image =>
        {
            foreach (var (x, y) in new[] { (true, false), (false, true), (true, true) })
            {
                var first = Samples.Flip(Resampling.InPlane(image, 1.1, 2.3), x, y);
                var last = Resampling.InPlane(Samples.Flip(image, x, y), 1.1, 2.3);
                Assert.Equal(first.Size, last.Size);
                for (var i = 0; i < first.Voxels.Length; i++)
                    Assert.Equal(first.Voxels[i], last.Voxels[i], 2e-3f);
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Flips_commute_with_resampling_of_labels() =>
        Prop.ForAll(Samples.LabelMaps(longest: 10), labels =>
        {
            var first = Samples.Flip(Resampling.InPlaneLabels(labels, 1.1, 2.3), true, true);
            var last = Resampling.InPlaneLabels(Samples.Flip(labels, true, true), 1.1, 2.3);
            Assert.Equal(first.Voxels, last.Voxels);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Constant_images_stay_constant_and_no_value_leaves_the_range() =>
        Prop.ForAll(Samples.FiniteImages(), image =>
        {
            var made = Resampling.InPlane(image, 0.9, 1.7);
            var (low, high) = (image.Voxels.Min(), image.Voxels.Max());
            var margin = 1e-6f * Math.Max(Math.Abs(low), Math.Abs(high));
            Assert.All(made.Voxels, v => Assert.InRange(v, low - margin, high + margin));
            Array.Fill(image.Voxels, 0.1f);
            Assert.All(Resampling.InPlane(image, 0.9, 1.7).Voxels, v => Assert.Equal(0.1f, v));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_ramp_is_sampled_where_the_geometry_says()
    {
        // Voxel value = world x in mm; away from the border the resampled value is again the world x of its voxel.
        var image = new Volume<float>(new Size3(40, 2, 1), Geometry.FromSpacing(1.5, 1, 1), new float[80]);
        for (var x = 0; x < 40; x++)
            image[x, 0, 0] = image[x, 1, 0] = x * 1.5f;
        var made = Resampling.InPlane(image, 1.1, 1);
        Assert.Equal(55, made.Size.X);
        for (var x = 1; x < 54; x++)
            Assert.Equal(made.Geometry.Affine.Apply(x, 0, 0).X, made[x, 0, 0], 1e-4);
    }

    [Theory]
    [InlineData(1.0, 10, 8)]
    [InlineData(0.5, 20, 16)]
    [InlineData(3.0, 3, 3)]
    [InlineData(1e9, 1, 1)]
    public void The_size_is_the_one_nearest_to_the_spacing(double spacing, int w, int h) =>
        Assert.Equal((w, h), Resampling.InPlaneSize(new Size3(10, 8, 3), Geometry.FromSpacing(1, 1, 1), spacing, spacing));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(1e-300)]
    public void Refuses_a_spacing_that_is_none(double spacing) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Resampling.InPlaneSize(new Size3(10, 8, 3), Geometry.FromSpacing(1, 1, 1), spacing, 1));

    [Fact]
    public void Refuses_spans_that_do_not_fit_their_sizes()
    {
        Assert.Throws<ArgumentException>(() => Resampling.LinearPlane(new float[5], 2, 3, new float[4], 2, 2));
        Assert.Throws<ArgumentException>(() => Resampling.LinearPlane(new float[6], 2, 3, new float[5], 2, 2));
    }
}
