using System.Diagnostics;
using Pipeline.Training.Augmentation;
using Pipeline.Training.Batches;
using Pipeline.Training.Randomness;
using Pipeline.Training.Tests.Fixtures;

namespace Pipeline.Training.Tests.Augmentation;

public sealed class AugmentationTests
{
    [Fact]
    public void Without_augmentation_the_window_is_the_middle_of_the_slice()
    {
        var map = GeometricMap.Draw(new RandomStream(1, 1, 1, RandomPurpose.Geometry), AugmentationOptions.None, 4, (4.5, 4.5));
        Assert.Equal((3, 3), map.Source(0, 0));
        Assert.Equal((6, 6), map.Source(3, 3));
        var image = new float[] { 1, 2, 3, 4 };
        IntensityAugmentation.Apply(image, 2, new RandomStream(1, 1, 1, RandomPurpose.Intensity), AugmentationOptions.None);
        Assert.Equal([1, 2, 3, 4], image);
    }

    [Fact]
    public void Scales_and_rotations_stay_within_their_bounds()
    {
        var options = AugmentationOptions.None with { Rotation = 30, Scale = 1.25 };
        for (var i = 0; i < 500; i++)
        {
            var map = GeometricMap.Draw(new RandomStream(1, i, 0, RandomPurpose.Geometry), options, 64, (0, 0));
            var zoom = Math.Sqrt(map.Ax * map.By - map.Ay * map.Bx);
            Assert.InRange(zoom, 0.8 - 1e-9, 1.25 + 1e-9);
            Assert.InRange(Math.Atan2(map.Bx, map.Ax) * 180 / Math.PI, -30 - 1e-9, 30 + 1e-9);
        }
    }

    [Fact]
    public void Blur_keeps_a_constant_and_the_sum_of_an_inner_spot()
    {
        var flat = Enumerable.Repeat(3f, 400).ToArray();
        PlaneFilters.GaussianBlur(flat, 20, 1.1f);
        Assert.All(flat, v => Assert.Equal(3f, v, 1e-5));
        var spot = new float[400];
        spot[10 * 20 + 10] = 1;
        PlaneFilters.GaussianBlur(spot, 20, 1.1f);
        Assert.Equal(1, spot.Sum(), 1e-5);
        Assert.True(spot[10 * 20 + 10] < 0.2f);
    }

    [Fact]
    public void The_gamma_curve_keeps_the_range()
    {
        var options = AugmentationOptions.None with { GammaProbability = 1, Gamma = 2 };
        var image = Enumerable.Range(0, 100).Select(i => i / 10f - 3).ToArray();
        IntensityAugmentation.Apply(image, 10, new RandomStream(2, 0, 0, RandomPurpose.Intensity), options);
        Assert.Equal(-3, image.Min(), 1e-5);
        Assert.Equal(6.9, image.Max(), 1e-5);
        Assert.NotEqual(-3 + 4.95, image[49], 1e-2);
    }

    [Fact]
    public void Refuses_a_probability_above_one_with_its_name_and_range()
    {
        var error = Assert.Throws<ArgumentException>(() => new AugmentationOptions { FlipProbability = 1.5 }.Check());
        Assert.Equal("augmentation.flip_probability = 1.5: expected a value from 0 to 1", error.Message);
    }

    [Fact]
    public void A_sample_of_160_pixels_is_prepared_within_15_milliseconds()
    {
        var sampler = new LabelledSampler([SmallCases.Labelled("a", 180, 180, 10)], new SamplingOptions(160, 1, 0, new AugmentationOptions()));
        var batch = new LabelledBatch(10, 1, 160);
        sampler.Fill(batch, 0);
        var best = double.MaxValue;
        for (var i = 1; i <= 10; i++)
        {
            var start = Stopwatch.GetTimestamp();
            sampler.Fill(batch, i);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds / batch.Count);
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{best:0.00} ms per sample");
        Assert.InRange(best, 0, 15);
    }
}
