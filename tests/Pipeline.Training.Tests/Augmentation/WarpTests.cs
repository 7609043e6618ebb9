using Pipeline.Training.Augmentation;

namespace Pipeline.Training.Tests.Augmentation;

public sealed class WarpTests
{
    private static GeometricMap Identity(int size) => new() { Size = size, Ax = 1, By = 1 };

    [Fact]
    public void The_identity_returns_image_and_labels_unchanged()
    {
        const int n = 9;
        var image = Enumerable.Range(0, n * n).Select(i => (float)Math.Sin(i)).ToArray();
        var labels = Enumerable.Range(0, n * n).Select(i => (byte)(i % 4)).ToArray();
        var warped = new float[n * n];
        var moved = new long[n * n];
        Warp.Image(image, n, n, Identity(n), warped);
        Warp.Labels(labels, n, n, Identity(n), moved);
        Assert.Equal(image, warped);
        Assert.Equal(labels.Select(l => (long)l), moved);
    }

    [Fact]
    public void Half_a_pixel_of_shift_is_the_mean_of_two_neighbours()
    {
        float[] image = [0, 2, 4, 8, 0, 2, 4, 8, 0, 2, 4, 8, 0, 2, 4, 8];
        var warped = new float[4];
        Warp.Image(image, 4, 4, new GeometricMap { Size = 2, Ax = 1, By = 1, A0 = 0.5, B0 = 1 }, warped);
        Assert.Equal([1, 3, 1, 3], warped);
    }

    [Fact]
    public void A_quarter_turn_moves_every_pixel_to_its_place()
    {
        // source (x, y) = (oy, 2 - ox): the output's columns are the input's rows from the bottom up.
        float[] image = [1, 2, 3, 4, 5, 6, 7, 8, 9];
        var warped = new float[9];
        Warp.Image(image, 3, 3, new GeometricMap { Size = 3, Ay = 1, Bx = -1, B0 = 2 }, warped);
        Assert.Equal([7, 4, 1, 8, 5, 2, 9, 6, 3], warped);
    }

    [Fact]
    public void Outside_is_fill_and_background()
    {
        var warped = new float[4];
        var moved = new long[4];
        var far = new GeometricMap { Size = 2, Ax = 1, By = 1, A0 = 10, B0 = 10 };
        Warp.Image(new float[] { 5, 5, 5, 5 }, 2, 2, far, warped, fill: -3);
        Warp.Labels(new byte[] { 1, 1, 1, 1 }, 2, 2, far, moved);
        Assert.All(warped, v => Assert.Equal(-3, v));
        Assert.All(moved, v => Assert.Equal(0, v));
    }

    [Fact]
    public void Labels_take_the_class_with_the_largest_interpolated_share_and_never_a_value_between()
    {
        // Between 1 and 3: nearest-value rounding of an interpolated 2 would invent a class.
        byte[] labels = [1, 3, 1, 3];
        var moved = new long[1];
        Warp.Labels(labels, 2, 2, new GeometricMap { Size = 1, A0 = 0.4, B0 = 0.5 }, moved);
        Assert.Equal(1, moved[0]);
        Warp.Labels(labels, 2, 2, new GeometricMap { Size = 1, A0 = 0.6, B0 = 0.5 }, moved);
        Assert.Equal(3, moved[0]);
        // Two corners of class 2 outweigh the single nearest pixel of class 1: 0.36 against 0.24 + 0.24.
        byte[] corner = [1, 2, 2, 3];
        Warp.Labels(corner, 2, 2, new GeometricMap { Size = 1, A0 = 0.4, B0 = 0.4 }, moved);
        Assert.Equal(2, moved[0]);
    }

    [Fact]
    public void Image_and_labels_move_together()
    {
        const int n = 40;
        var image = new float[n * n];
        var labels = new byte[n * n];
        for (var y = 0; y < n; y++)
        {
            for (var x = 0; x < n; x++)
            {
                var inside = (x - 25) * (x - 25) + (y - 14) * (y - 14) < 64;
                image[y * n + x] = inside ? 1 : 0;
                labels[y * n + x] = inside ? (byte)1 : (byte)0;
            }
        }
        for (var i = 0; i < 20; i++)
        {
            var random = new Training.Randomness.RandomStream(1, i, 0, Training.Randomness.RandomPurpose.Geometry);
            var map = GeometricMap.Draw(random, new AugmentationOptions { ElasticProbability = 1 }, 32, (20, 20));
            var warped = new float[32 * 32];
            var moved = new long[32 * 32];
            Warp.Image(image, n, n, map, warped);
            Warp.Labels(labels, n, n, map, moved);
            for (var p = 0; p < warped.Length; p++) Assert.Equal(warped[p] > 0.5f ? 1 : 0, warped[p] is > 0.499f and < 0.501f ? (warped[p] > 0.5f ? 1 : 0) : moved[p]);
        }
    }
}
