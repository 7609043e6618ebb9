using Pipeline.Training.Losses;
using Pipeline.Training.Regimes.Semi;
using static TorchSharp.torch;

namespace Pipeline.Training.Tests.Regimes.Semi;

/// <summary>What holds for every stored draw of geometric changes.</summary>
public abstract class TransformationContract
{
    protected const int Count = 4;

    /// <summary>A draw for <see cref="Count"/> images.</summary>
    protected abstract ITransformation Create();

    private static Tensor MaskOf(ITransformation t, Tensor images) => t.Mask(images) ?? ones_like(images.narrow(1, 0, 1));

    [Fact]
    public void Another_number_of_images_is_refused()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ArgumentException>(() => Create().Apply(zeros([2, 1, 4, 4])));
        Assert.Contains($"2 images for {Count} draws", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mse")]
    [InlineData("kl")]
    public void A_network_that_commutes_with_it_has_no_loss(string form)
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var (image, weight) = (randn([Count, 2, 6, 6], ScalarType.Float64), randn([3, 2, 1, 1], ScalarType.Float64));
        var t = Create();
        var logits = nn.functional.conv2d(t.Apply(image), weight);
        var target = t.Apply(nn.functional.conv2d(image, weight));
        Assert.Equal(0, Consistency.Of(form, logits, target, mask: MaskOf(t, logits).squeeze(1)).item<double>(), 1e-15);
    }

    [Fact]
    public void Within_its_mask_every_pixel_is_one_of_the_image()
    {
        using var scope = NewDisposeScope();
        var t = Create();
        var seen = t.Apply(ones([Count, 3, 8, 8]));
        var mask = MaskOf(t, seen);
        Assert.True(mask.sum(1, 2, 3).min().item<float>() >= 8, "hardly a pixel is left");
        Assert.True((seen * mask - mask).abs().max().item<float>() < 1e-5);
    }

    [Fact]
    public void It_moves_a_feature_map_of_half_the_size_as_it_moves_the_image()
    {
        using var scope = NewDisposeScope();
        // Ramps from −1 to 1 across the image, whatever its size: what is seen at a place says where it comes from.
        static Tensor Ramps(long size)
        {
            var places = (arange(0, size, 1, ScalarType.Float64) * 2 + 1) / size - 1;
            return stack([places.unsqueeze(0).expand(size, size), places.unsqueeze(1).expand(size, size)]).unsqueeze(0).expand(Count, 2, size, size);
        }
        var t = Create();
        var (large, small) = (t.Apply(Ramps(16)), t.Apply(Ramps(8)));
        var inside = nn.functional.avg_pool2d(MaskOf(t, large), 2).eq(1).to(ScalarType.Float64) * MaskOf(t, small);
        Assert.True(inside.sum(1, 2, 3).min().item<double>() >= 8, "hardly a pixel is left");
        Assert.True(((nn.functional.avg_pool2d(large, 2) - small) * inside).abs().max().item<double>() < 1e-6);
    }
}
