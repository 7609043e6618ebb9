using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Networks.Tests;

public sealed class S3NetTests
{
    private static readonly TorchOps Ops = TorchOps.Instance;

    /// <summary>103,424 + 27·H·W, of which the auxiliary branch has 4,288: the method's description, section 2.</summary>
    [Theory]
    [InlineData(256, 3, 1_872_896)]
    [InlineData(256, 1, 1_871_744)]
    [InlineData(128, 3, 545_792)]
    [InlineData(512, 3, 7_181_312)]
    public void Mode_reference_has_the_authors_number_of_parameters(int size, int channels, long expected)
    {
        using S3Net network = new(S3NetOptions.Reference(size, size) with { InputChannels = channels });
        Assert.Equal(expected, network.parameters().Sum(parameter => parameter.numel()));
        Assert.Equal(27L * size * size, network.get_parameter("offset")!.numel() + network.get_parameter("mask")!.numel());
    }

    [Fact]
    public void Mode_reference_reaches_everything_but_the_auxiliary_branch()
    {
        using S3Net network = new(S3NetOptions.Reference(16, 24));
        Assert.Equal(103_424 - 4_288 + (27 * 16 * 24), Reached.Parameters(network, [1, 3, 16, 24]));
    }

    [Fact]
    public void Mode_intent_has_119003_parameters_and_exports_114715()
    {
        using S3Net network = new(new S3NetOptions());
        Assert.Equal(119_003, network.parameters().Sum(parameter => parameter.numel()));
        Assert.Equal(114_715, Reached.Parameters(network, [1, 3, 9, 7]));
    }

    /// <summary>6 layers of 64: mean, variance; and 6 counters.</summary>
    [Fact]
    public void Buffers_hold_774_numbers()
    {
        using S3Net network = new(new S3NetOptions());
        Assert.Equal(774, network.named_buffers().Sum(pair => pair.Item2.numel()));
    }

    [Fact]
    public void Distilled_scores_are_the_plain_convolution_without_auxiliary_branch()
    {
        using DisposeScope scope = NewDisposeScope();
        using S3Net network = new(S3NetOptions.Distil() with { Channels = 8 });
        network.eval();
        Assert.DoesNotContain(network.state_dict().Keys, key => key.StartsWith("bn4", StringComparison.Ordinal) || key.Contains("aux", StringComparison.Ordinal));
        Tensor features = network.Features(Ops, rand([2, 3, 8, 9]));
        Assert.Equal([2, 2, 8, 9], network.Scores(Ops, features).shape);
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => network.AuxiliaryScores(Ops, features));
        Assert.Contains("Auxiliary", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_set_network_does_not_see_brightness_and_contrast()
    {
        using DisposeScope scope = NewDisposeScope();
        using S3Net network = new S3Net(S3NetOptions.Direct(4) with { Channels = 8 }).to(ScalarType.Float64);
        network.eval();
        Tensor x = rand([2, 3, 12, 10], ScalarType.Float64);
        VectorAssert.Near(VectorAssert.Doubles(network.call(x)), VectorAssert.Doubles(network.call((x * 200) + 3)), 0.05);
    }

    [Theory]
    [InlineData(true, 0, 1)]
    [InlineData(false, -1, 1)]
    public void The_deformable_weight_starts_as_the_options_say(bool positive, int smallest, int largest)
    {
        using S3Net network = new(new S3NetOptions { PositiveWeight = positive });
        Tensor weight = network.get_parameter("deform.weight")!;
        double bound = positive ? 1 : 1 / Math.Sqrt(64 * 9);
        Assert.InRange(weight.min().item<float>(), smallest * bound, (smallest * bound) + 0.01);
        Assert.InRange(weight.max().item<float>(), (largest * bound) - 0.01, largest * bound);
    }

    [Fact]
    public void Predicted_sampling_starts_without_offset_and_with_half_the_weight()
    {
        using DisposeScope scope = NewDisposeScope();
        using S3Net network = new(new S3NetOptions { Channels = 4, NormalizedScores = false });
        network.eval();
        Dictionary<string, Tensor> layers = [];
        Tensor x = network.Features(Ops, rand([1, 3, 7, 9]));
        network.Scores(new TorchOps(new LayerNames(network), (layer, value) => layers[layer] = value), x);
        Tensor plain = nn.functional.conv2d(x, 0.5 * network.get_parameter("deform.weight")!, padding: [1, 1]);
        VectorAssert.Near(VectorAssert.Doubles(plain), VectorAssert.Doubles(layers["deform"]), 1e-5);
    }

    [Fact]
    public void Training_mode_with_one_image_is_instance_normalisation()
    {
        using DisposeScope scope = NewDisposeScope();
        using S3Net network = new(new S3NetOptions { Channels = 4 });
        Tensor z = network.Scores(Ops, network.Features(Ops, rand([1, 3, 8, 8]))).detach();
        Assert.All(VectorAssert.Doubles(z.mean([2, 3])), mean => Assert.Equal(0, mean, 1e-5));
        Assert.All(VectorAssert.Doubles(z.var([2, 3], unbiased: false)), variance => Assert.Equal(1, variance, 1e-2));
    }

    [Theory]
    [InlineData(1, 16, 16, "expected 1×3×8×8")]
    [InlineData(2, 8, 8, "expected 1×3×8×8")]
    public void Mode_reference_refuses_another_size_or_batch(int batch, int height, int width, string reason)
    {
        using DisposeScope scope = NewDisposeScope();
        using S3Net network = new(S3NetOptions.Reference(8, 8) with { Channels = 4 });
        ArgumentException error = Assert.Throws<ArgumentException>(() => network.call(zeros([batch, 3, height, width])));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cluster_map_adds_the_probabilities_of_the_clusters_of_each_class()
    {
        using DisposeScope scope = NewDisposeScope();
        using MappedS3Net network = new(new S3Net(S3NetOptions.Direct(4) with { Channels = 8 }), [1, 0, 0, 1], 3, withClusters: true);
        network.eval();
        using IDisposable noGradient = no_grad();
        IReadOnlyList<Tensor> outputs = network.Run(Ops, [rand([2, 3, 6, 5])]);
        Tensor clusters = outputs[1];
        Assert.Equal([2, 3, 6, 5], outputs[0].shape);
        Tensor expected = stack([clusters.select(1, 1) + clusters.select(1, 2), clusters.select(1, 0) + clusters.select(1, 3), zeros([2, 6, 5])], 1);
        VectorAssert.Near(VectorAssert.Doubles(expected), VectorAssert.Doubles(outputs[0]), 1e-6);
        VectorAssert.Near([.. Enumerable.Repeat(1.0, 60)], VectorAssert.Doubles(outputs[0].sum(1)), 1e-6);
    }

    [Fact]
    public void A_cluster_map_of_the_wrong_length_or_class_is_refused()
    {
        using S3Net network = new(S3NetOptions.Direct(4) with { Channels = 4 });
        ArgumentException error = Assert.Throws<ArgumentException>(() => new MappedS3Net(network, [0, 1], 2));
        Assert.Contains("expected 4 classes from 0 to 1", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new MappedS3Net(network, [0, 1, 2, 0], 2));
    }
}
