using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SystemTorch.Tests.Modules;

/// <summary>Arguments and shapes that the golden cases do not reach.</summary>
[Collection(GlobalRandomCollection.Name)]
public sealed class LayerArgumentTests
{
    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void Transposed_convolution_gives_the_size_asked_for(long size)
    {
        using var scope = NewDisposeScope();
        using var up = ConvTranspose2d(1, 1, 3, stride: 2, padding: 1);
        Assert.Equal([1, 1, size, size], up.forward(zeros([1, 1, 3, 3]), [size, size]).shape);
        Assert.Equal([1, 1, size, size], up.forward(zeros([1, 1, 3, 3]), [1, 1, size, size]).shape);
    }

    [Fact]
    public void Transposed_convolution_refuses_a_size_out_of_its_reach()
    {
        using var scope = NewDisposeScope();
        using var up = ConvTranspose2d(1, 1, 3, stride: 2, padding: 1);
        Assert.Throws<ArgumentException>(() => up.forward(zeros([1, 1, 3, 3]), [7, 7]));
        Assert.Throws<ArgumentException>(() => up.forward(zeros([1, 1, 3, 3]), [5]));
    }

    [Fact]
    public void Layers_take_one_image_without_a_batch_axis()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([3, 4, 4], Conv2d(2, 3, 3, padding: 1).call(zeros([2, 4, 4])).shape);
        Assert.Equal([2, 4, 4], InstanceNorm2d(2).call(randn([2, 4, 4])).shape);
        Assert.Equal([1, 8, 8], ConvTranspose2d(2, 1, 2, stride: 2).call(zeros([2, 4, 4])).shape);
        Assert.Equal([2, 1, 2, 2], MaxPool3d(2).call(zeros([2, 2, 4, 4])).shape);
        Assert.Equal([2, 2, 4, 4], Dropout3d().call(zeros([2, 2, 4, 4])).shape);
    }

    [Fact]
    public void Wrong_number_of_channels_or_axes_is_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => Conv2d(2, 3, 3).call(zeros([1, 1, 4, 4])));
        Assert.Throws<ArgumentException>(() => Conv3d(2, 3, 3).call(zeros([2, 4, 4])));
        Assert.Throws<ArgumentException>(() => BatchNorm2d(2).call(zeros([2, 4, 4])));
        Assert.Throws<ArgumentException>(() => BatchNorm3d(2).call(zeros([1, 2, 4, 4])));
        Assert.Throws<ArgumentException>(() => InstanceNorm2d(2).call(zeros([1, 3, 4, 4])));
        Assert.Throws<ArgumentException>(() => GroupNorm(1, 2).call(zeros([1, 2])));
    }

    [Fact]
    public void Arguments_that_contradict_each_other_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Conv2d(3, 4, 3, groups: 2));
        Assert.Throws<ArgumentException>(() => Conv2d(2, 2, 3, Padding.Same, stride: 2));
        Assert.Throws<ArgumentException>(() => ConvTranspose2d(2, 2, 3, padding_mode: PaddingModes.Reflect));
        Assert.Throws<ArgumentException>(() => GroupNorm(3, 4));
    }

    [Fact]
    public void Convolution_shows_its_geometry()
    {
        using var conv = Conv2d(2, 4, (3, 5), stride: (1, 2), padding: (0, 1), dilation: (2, 1), groups: 2);
        Assert.Equal((2L, 4L, 2L, false), (conv.in_channels, conv.out_channels, conv.groups, conv.transposed));
        Assert.Equal([3, 5], conv.kernel_size);
        Assert.Equal([1, 2], conv.stride);
        Assert.Equal([0, 1], conv.padding!);
        Assert.Equal([2, 1], conv.dilation);
        Assert.Equal([4, 1, 3, 5], conv.weight.shape);
        conv.SetPadding([2, 2]);
        Assert.Equal([2, 2], conv.padding!);
        Assert.Null(conv.padding_type);
    }

    [Fact]
    public void Pooling_without_a_stride_steps_by_its_window()
    {
        using var pool = MaxPool2d(3);
        Assert.Equal([3, 3], pool.stride);
        Assert.Equal([0, 0], pool.padding);
        Assert.Equal([1, 1], pool.dilation);
    }

    [Fact]
    public void Pooling_says_where_the_largest_values_were()
    {
        using var scope = NewDisposeScope();
        var (values, indices) = MaxPool2d(2).forward_with_indices(arange(16, dtype: ScalarType.Float32).reshape(1, 1, 4, 4));
        Assert.Equal([5f, 7f, 13f, 15f], values.data<float>().ToArray());
        Assert.Equal([5L, 7L, 13L, 15L], indices.data<long>().ToArray());
    }

    [Fact]
    public void Padding_by_one_number_reaches_every_axis()
    {
        using var scope = NewDisposeScope();
        Assert.Equal([3, 4], functional.pad(zeros([1, 2]), 1).shape);
        Assert.Equal([1, 5], functional.pad(zeros([1, 2]), (1, 2)).shape);
    }

    [Fact]
    public void Losses_as_modules_equal_the_functions()
    {
        using var scope = NewDisposeScope();
        manual_seed(6);
        var logits = randn([4, 3]);
        var classes = tensor(new[] { 0L, 2, 1, 255 });
        var known = tensor(new[] { 0L, 2, 1, 0 });
        var weight = tensor(new[] { 1f, 2f, 3f });
        var p = functional.softmax(logits, 1);
        var q = functional.softmax(randn([4, 3]), 1);
        var log = functional.log_softmax(logits, 1);
        Assert.True(functional.cross_entropy(logits, classes, weight, 255).Equals(CrossEntropyLoss(weight.clone(), 255).call(logits, classes)));
        Assert.True(functional.nll_loss(log, known, weight, Reduction.Sum).Equals(NLLLoss(weight.clone(), Reduction.Sum).call(log, known)));
        Assert.True(functional.mse_loss(p, q, Reduction.None).Equals(MSELoss(Reduction.None).call(p, q)));
        Assert.True(functional.l1_loss(p, q).Equals(L1Loss().call(p, q)));
        Assert.True(functional.kl_div(log, q, false).Equals(KLDivLoss(log_target: false).call(log, q)));
        Assert.True(functional.binary_cross_entropy_with_logits(logits, q, weight, pos_weights: weight).Equals(BCEWithLogitsLoss(weight.clone(), pos_weights: weight.clone()).call(logits, q)));
    }
}
