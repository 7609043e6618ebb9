using Pipeline.Bundles;
using Pipeline.Imaging;

namespace Pipeline.Inference.Tests;

public class PreprocessorTests
{
    [Fact]
    public void Z_score_has_the_populations_mean_and_sd()
    {
        // mean 5, sd 2 (2,4,4,4,5,5,7,9: the textbook example)
        float[] values = [2, 4, 4, 4, 5, 5, 7, 9];
        var volume = Volumes.Float(8, 1, 1, (x, _, _) => values[x]);

        float[] found = Preprocessor.Apply([volume], [new ZScoreStep()]).Channels[0].Voxels;

        Assert.Equal([-1.5f, -0.5f, -0.5f, -0.5f, 0, 0, 1, 2], found);
    }

    [Fact]
    public void Z_score_of_a_constant_volume_is_zero_and_not_a_division_by_zero()
    {
        var volume = Volumes.Float(3, 3, 2, (_, _, _) => 7);
        Assert.All(Preprocessor.Apply([volume], [new ZScoreStep()]).Channels[0].Voxels, value => Assert.Equal(0, value));
    }

    [Fact]
    public void Rescale_maps_its_range_to_zero_and_one_and_limits_the_rest()
    {
        float[] values = [-2000, -1000, 0, 1000, 3000];
        var volume = Volumes.Float(5, 1, 1, (x, _, _) => values[x]);

        float[] found = Preprocessor.Apply([volume], [new RescaleStep { Min = -1000, Max = 1000 }]).Channels[0].Voxels;

        Assert.Equal([0, 0, 0.5f, 1, 1], found);
    }

    [Fact]
    public void Clipping_limits_to_the_percentiles_of_the_volume_itself()
    {
        // 0…100: percentiles 5 and 95 are 5 and 95
        var volume = Volumes.Float(101, 1, 1, (x, _, _) => x);

        float[] found = Preprocessor.Apply([volume], [new ClipPercentilesStep { Lower = 5, Upper = 95 }]).Channels[0].Voxels;

        Assert.Equal(Enumerable.Range(0, 101).Select(x => (float)Math.Clamp(x, 5, 95)), found);
    }

    [Fact]
    public void Steps_follow_the_cards_order()
    {
        var volume = Volumes.Float(4, 1, 1, (x, _, _) => x);
        PreprocessingStep z = new ZScoreStep();
        PreprocessingStep scale = new RescaleStep { Min = 0, Max = 3 };

        float[] zLast = Preprocessor.Apply([volume], [scale, z]).Channels[0].Voxels;
        float[] zFirst = Preprocessor.Apply([volume], [z, scale]).Channels[0].Voxels;

        Assert.Equal(0, zLast.Sum(), 1e-6);
        Assert.Equal(0, zFirst.Min());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_callers_volume_stays_as_it_is(bool resample)
    {
        var volume = Volumes.Float(6, 5, 2, (x, y, z) => x + (10 * y) + (100 * z));
        float[] before = [.. volume.Voxels];
        PreprocessingStep[] steps = resample
            ? [new ResampleInPlaneStep { Spacing = [volume.Geometry.Spacing.X, volume.Geometry.Spacing.Y] }, new ZScoreStep()]
            : [new ZScoreStep(), new RescaleStep { Min = 0, Max = 1 }];

        Preprocessor.Apply([volume], steps);

        Assert.Equal(before, volume.Voxels);
    }

    [Fact]
    public void Labels_get_the_geometric_steps_only_and_lie_on_the_prepared_grid()
    {
        PreprocessingStep[] steps = [new ResampleInPlaneStep { Spacing = [2.5, 3] }, new ZScoreStep()];
        var image = Volumes.Float(20, 12, 3, (x, _, _) => x);
        var labels = Volumes.Labels(20, 12, 3, (x, _, _) => (ushort)(x < 10 ? 0 : 3));

        PreparedImage prepared = Preprocessor.Apply([image], steps);
        Volume<ushort> found = Preprocessor.ApplyToLabels(labels, steps);

        Assert.True(found.Geometry.SameGrid(found.Size, prepared.Channels[0].Geometry, prepared.Size));
        Assert.Equal((prepared.Size.X, prepared.Size.Y), Preprocessor.PreparedSize(image.Size, image.Geometry, steps));
        Assert.Equal(new HashSet<ushort> { 0, 3 }, [.. found.Voxels]);
        Assert.Equal(image.Size, prepared.OriginalSize);
    }
}
