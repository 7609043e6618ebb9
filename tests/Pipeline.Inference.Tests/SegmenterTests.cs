using FsCheck;
using FsCheck.Fluent;

using Pipeline.Bundles;
using Pipeline.Imaging;

namespace Pipeline.Inference.Tests;

public class SegmenterTests
{
    [Theory]
    [InlineData(1, 1, 1, 16)]
    [InlineData(17, 5, 3, 16)]
    [InlineData(31, 33, 7, 8)]
    [InlineData(16, 32, 4, 16)]
    public void A_threshold_network_labels_every_voxel_of_odd_sizes_by_its_own_value(int x, int y, int z, int divisor)
    {
        var image = Volumes.Float(x, y, z, (i, j, k) => ((i * 7) + (j * 13) + (k * 29)) % 10);
        using Segmenter segmenter = Thresholds([3.5f, 6.5f], divisor);

        Volume<ushort> labels = segmenter.Segment([image]);

        Assert.Equal(image.Voxels.Select(v => (ushort)(v > 6.5f ? 2 : v > 3.5f ? 1 : 0)), labels.Voxels);
    }

    [Fact]
    public void The_label_map_has_the_images_own_oblique_geometry_and_not_a_computed_one()
    {
        var image = Volumes.Float(30, 20, 3, (x, _, _) => x);
        using Segmenter segmenter = Thresholds([14.5f], 16, new ResampleInPlaneStep { Spacing = [2, 2] });

        Volume<ushort> labels = segmenter.Segment([image]);

        Assert.Same(image.Geometry, labels.Geometry);
        Assert.Equal(image.Size, labels.Size);
    }

    [Fact]
    public void Resampling_there_and_back_moves_an_edge_by_less_than_a_prepared_voxel()
    {
        // 1.25 mm voxels, prepared at 2 mm; the edge lies at x = 15 of 30
        var image = Volumes.Float(30, 20, 3, (x, _, _) => x < 15 ? 0 : 1);
        using Segmenter segmenter = Thresholds([0.5f], 16, new ResampleInPlaneStep { Spacing = [2, 2] });

        Volume<ushort> labels = segmenter.Segment([image]);

        for (int i = 0; i < labels.Voxels.Length; i++)
        {
            int x = i % 30;
            if (x is < 13 or > 16)
                Assert.Equal(x < 15 ? 0 : 1, labels.Voxels[i]);
        }
    }

    [Fact]
    public void Padding_is_zero_on_the_right_and_at_the_bottom_and_is_cropped_again()
    {
        // A 3×3 box: what lies beyond the image counts as 0, so corners sum 4 ones, edges 6, the inside 9.
        float[] weights = [.. Enumerable.Repeat(0f, 9), .. Enumerable.Repeat(1f, 9)];
        using var segmenter = new Segmenter(new OnnxRunner(TinyModels.Conv(1, 2, 3, weights, [7.5f, 0])), TinyCards.Card(divisor: 4));
        var image = Volumes.Float(5, 6, 1, (_, _, _) => 1);

        Volume<ushort> labels = segmenter.Segment([image]);

        for (int i = 0; i < labels.Voxels.Length; i++)
        {
            bool inside = i % 5 is > 0 and < 4 && i / 5 is > 0 and < 5;
            Assert.Equal(inside ? 1 : 0, labels.Voxels[i]);
        }
    }

    [Fact]
    public void Batch_size_and_threads_do_not_change_the_result()
    {
        float[] weights = [.. Enumerable.Range(0, 3 * 9).Select(i => MathF.Sin(i * 1.7f))];
        byte[] model = TinyModels.Conv(1, 3, 3, weights, [0, 0.1f, -0.1f]);
        var image = Volumes.Float(37, 23, 11, (x, y, z) => MathF.Cos((x * 0.3f) + (y * 0.7f) + z));
        Card card = TinyCards.Card(3, divisor: 8, before: [new ResampleInPlaneStep { Spacing = [1.7, 1.9] }, new ZScoreStep()]);
        ushort[]? first = null;
        foreach ((int batch, int threads) in new[] { (1, 1), (3, 2), (4, 1), (11, 2), (256, 2) })
        {
            using var segmenter = new Segmenter(new OnnxRunner(model, DeviceSpec.Cpu, threads), card, new SegmenterOptions { MaxBatch = batch });
            ushort[] found = segmenter.Segment([image]).Voxels;
            Assert.Equal(first ??= found, found);
        }
    }

    [Fact]
    public void Flips_of_a_convolution_give_the_convolution_whose_kernel_is_averaged_over_them()
    {
        float[] kernel = [.. Enumerable.Range(0, 3 * 9).Select(i => MathF.Sin(i * 1.7f))];
        float[] averaged = [.. Enumerable.Range(0, 3 * 9).Select(i =>
        {
            (int channel, int y, int x) = (i / 9, i / 3 % 3, i % 3);
            return (At(channel, y, x) + At(channel, y, 2 - x) + At(channel, 2 - y, x) + At(channel, 2 - y, 2 - x)) / 4;
        })];
        Card card = TinyCards.Card(3, divisor: 8);
        var image = Volumes.Float(24, 16, 5, (x, y, z) => MathF.Cos((x * 0.3f) + (y * 0.7f) + z));

        ushort[] expected = Labels(averaged, card);

        Assert.Equal(expected, Labels(kernel, card with { TestTimeFlips = true }));
        Assert.NotEqual(expected, Labels(kernel, card));

        float At(int channel, int y, int x) => kernel[(channel * 9) + (y * 3) + x];
        ushort[] Labels(float[] weights, Card with)
        {
            using var segmenter = new Segmenter(new OnnxRunner(TinyModels.Conv(1, 3, 3, weights, [0, 0.1f, -0.1f])), with);
            return segmenter.Segment([image]).Voxels;
        }
    }

    [Fact]
    public void Modalities_are_the_channels_in_the_cards_order()
    {
        // logit 1 = a − b
        using var segmenter = new Segmenter(new OnnxRunner(TinyModels.Conv(2, 2, 1, [0, 0, 1, -1], [0, 0])), TinyCards.Card(modalities: ["a", "b"]));
        var a = Volumes.Float(4, 4, 2, (x, _, _) => x);
        var b = Volumes.Float(4, 4, 2, (_, y, _) => y);

        Volume<ushort> labels = segmenter.Segment([a, b]);

        for (int i = 0; i < labels.Voxels.Length; i++)
            Assert.Equal(i % 4 > i / 4 % 4 ? 1 : 0, labels.Voxels[i]);
    }

    [Fact]
    public void Labels_carry_the_cards_values_and_not_the_channel_numbers()
    {
        Card card = TinyCards.Card() with { Labels = [new LabelInfo { Value = 0, Name = "background" }, new LabelInfo { Value = 500, Name = "tumour" }] };
        using var segmenter = new Segmenter(new OnnxRunner(TinyModels.Thresholds([0.5f])), card);
        Assert.Equal([0, 500], segmenter.Segment([Volumes.Float(2, 1, 1, (x, _, _) => x)]).Voxels);
    }

    [Fact]
    public void The_largest_component_step_removes_the_island()
    {
        Card card = TinyCards.Card(after: [new LargestComponentStep { Labels = [1] }]);
        using var segmenter = new Segmenter(new OnnxRunner(TinyModels.Thresholds([0.5f])), card);
        float[] row = [1, 0, 0, 1, 1, 1, 0];
        Assert.Equal([0, 0, 0, 1, 1, 1, 0], segmenter.Segment([Volumes.Float(7, 1, 1, (x, _, _) => row[x])]).Voxels);
    }

    [Fact]
    public void Probabilities_are_taken_as_they_are_and_logits_are_normalised_before_interpolation()
    {
        // Prepared at twice the voxel, two classes with p1 = (1, 0, …): the same argmax either way, but interpolated logits of
        // very different size would let the large one win far beyond the middle.
        var image = Volumes.Float(8, 2, 1, (x, _, _) => x < 4 ? 100 : -1, Geometry.FromSpacing(1, 1, 1));
        float[] weights = [0, 1];
        Card card = TinyCards.Card(before: [new ResampleInPlaneStep { Spacing = [4, 1] }]);
        using var logits = new Segmenter(new OnnxRunner(TinyModels.Conv(1, 2, 1, weights, [0, 0])), card);

        // Prepared: x = 0 holds 100, x = 1 holds −1. p1 is 1 and 0.27: above one half until 68 % of the way, voxel 4 at 62.5 %.
        Assert.Equal([1, 1, 1, 1, 1, 0, 0, 0], logits.Segment([image]).Voxels[..8]);
    }

    [Fact]
    public void A_map_is_foreground_strictly_above_its_threshold()
    {
        using var segmenter = new Segmenter(new OnnxRunner(TinyModels.Identity(1)), TinyCards.Card(kind: OutputKind.Map, threshold: 0.3, divisor: 4));
        float[] row = [0, 0.29f, 0.3f, MathF.BitIncrement(0.3f), 1];
        Assert.Equal([0, 0, 0, 1, 1], segmenter.Segment([Volumes.Float(5, 1, 1, (x, _, _) => row[x])]).Voxels);
    }

    [Fact]
    public void A_map_is_brought_back_to_the_input_grid_before_it_is_thresholded()
    {
        // Prepared at four times the voxel: 0.5 and 0 in cells of four voxels, whose middles lie at 1.5 and 5.5. Linear in
        // between, the map is 0.5·(5.5 − x)/4: 0.3125 at x = 3, 0.1875 at 4. Thresholded on the coarse grid, the edge would lie at
        // voxel 4 whatever the threshold.
        var image = Volumes.Float(8, 2, 1, (x, _, _) => x < 4 ? 0.5f : 0, Geometry.FromSpacing(1, 1, 1));
        foreach ((double threshold, int foreground) in new[] { (0.45, 2), (0.35, 3), (0.25, 4), (0.15, 5), (0.05, 6) })
        {
            Card card = TinyCards.Card(kind: OutputKind.Map, threshold: threshold, before: [new ResampleInPlaneStep { Spacing = [4, 1] }]);
            using var segmenter = new Segmenter(new OnnxRunner(TinyModels.Identity(1)), card);
            Assert.Equal(Enumerable.Range(0, 8).Select(x => (ushort)(x < foreground ? 1 : 0)), segmenter.Segment([image]).Voxels[..8]);
        }
    }

    [Fact]
    public void Equal_class_maps_go_to_the_lower_class()
    {
        using var segmenter = new Segmenter(new OnnxRunner(TinyModels.Conv(1, 3, 1, [1, 1, 1], [0, 0, 0])), TinyCards.Card(3));
        Assert.All(segmenter.Segment([Volumes.Float(3, 3, 1, (x, _, _) => x)]).Voxels, label => Assert.Equal(0, label));
    }

    [Fact]
    public void Any_size_and_spacing_gives_a_label_map_on_the_input_grid() => Prop.ForAll(
        Gen.Choose(1, 40).Four().ToArbitrary(),
        size =>
        {
            (int x, int y, int z, int divisor) = size;
            var image = Volumes.Float(x, y, z % 5 + 1, (i, j, k) => i - j + k, Geometry.FromSpacing(0.3 + (x * 0.1), 0.5 + (y * 0.05), 3));
            using Segmenter segmenter = Thresholds([0.5f], divisor, new ResampleInPlaneStep { Spacing = [1.1, 1.3] });
            return segmenter.Segment([image]).Size == image.Size;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Refuses_another_number_of_modalities()
    {
        using Segmenter segmenter = Thresholds([0.5f], 1);
        var image = Volumes.Float(2, 2, 1, (_, _, _) => 0);
        UserInputException e = Assert.Throws<UserInputException>(() => segmenter.Segment([image, image]));
        Assert.Equal("Found 2 modalities, expected 1 modality: mr in this order.", e.Message);
    }

    [Fact]
    public void Refuses_modalities_on_different_grids()
    {
        using var segmenter = new Segmenter(new OnnxRunner(TinyModels.Identity(2)), TinyCards.Card(modalities: ["a", "b"]));
        var a = Volumes.Float(4, 4, 2, (_, _, _) => 0);
        Assert.Throws<UserInputException>(() => segmenter.Segment([a, Volumes.Float(4, 4, 1, (_, _, _) => 0)]));
        Assert.Throws<UserInputException>(() => segmenter.Segment([a, Volumes.Float(4, 4, 2, (_, _, _) => 0, Geometry.FromSpacing(1, 1, 1))]));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Refuses_values_that_are_not_finite_and_names_the_voxel(float bad)
    {
        using Segmenter segmenter = Thresholds([0.5f], 1);
        var image = Volumes.Float(4, 3, 2, (x, y, z) => (x, y, z) == (1, 2, 1) ? bad : 0);
        UserInputException e = Assert.Throws<UserInputException>(() => segmenter.Segment([image]));
        Assert.Contains("voxel (1, 2, 1)", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_card_that_this_version_cannot_run()
    {
        Card volumetric = TinyCards.Card() with { Dimensions = 3 };
        Assert.Throws<BundleException>(() => new Segmenter(new OnnxRunner(TinyModels.Identity(1)), volumetric));
        BundleException e = Assert.Throws<BundleException>(() => new Segmenter(new OnnxRunner(TinyModels.Identity(1)), TinyCards.Card(kind: OutputKind.Clusters)));
        Assert.Contains("found clusters, this version takes logits, probabilities or a map", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stops_between_batches_when_cancelled()
    {
        using Segmenter segmenter = Thresholds([0.5f], 1);
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => segmenter.Segment([Volumes.Float(2, 2, 2, (_, _, _) => 0)], source.Token));
    }

    private static Segmenter Thresholds(float[] thresholds, int divisor, params PreprocessingStep[] before) =>
        new(new OnnxRunner(TinyModels.Thresholds(thresholds)), TinyCards.Card(thresholds.Length + 1, divisor: divisor, before: before));
}
