using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Networks.Tests;

public sealed class UNetCamTests
{
    /// <summary>Counts of the authors' class: the method's description, section 2.</summary>
    [Theory]
    [InlineData(64, 3_398_144)]
    [InlineData(32, 851_200)]
    [InlineData(16, 213_632)]
    [InlineData(8, 53_824)]
    [InlineData(4, 13_664)]
    public void Has_the_authors_number_of_parameters_all_of_them_exported(int width, long expected)
    {
        using UNetCam network = new(width, dropout: 0.5);
        Assert.Equal(expected, network.parameters().Sum(parameter => parameter.numel()));
        Assert.Equal(expected, Reached.Parameters(network, [1, 1, 16, 16]));
    }

    [Fact]
    public void Keys_are_the_authors()
    {
        using UNetCam network = new(2);
        Assert.Equal(AuthorsKeys().Order(StringComparer.Ordinal), network.state_dict().Keys.Order(StringComparer.Ordinal));
    }

    /// <summary>The description, section 2: the running statistics hold 3,968 numbers at width 64; 15 norms count their batches.</summary>
    [Fact]
    public void Buffers_hold_3968_numbers_and_15_counters()
    {
        using UNetCam network = new();
        Assert.Equal(3_968 + 15, network.named_buffers().Sum(pair => pair.Item2.numel()));
    }

    [Fact]
    public void Convolutions_start_Xavier_normal()
    {
        using UNetCam network = new(32);
        foreach (Conv2d convolution in network.modules().OfType<Conv2d>().Where(convolution => convolution.weight.numel() > 9_000))
        {
            double expected = Math.Sqrt(2.0 / (9 * (convolution.in_channels + convolution.out_channels)));
            Assert.Equal(1, convolution.weight.std().item<float>() / expected, 0.05);
            Assert.True(convolution.bias!.abs().max().item<float>() <= 1 / Math.Sqrt(9 * convolution.in_channels));
        }
    }

    [Fact]
    public void A_logit_is_the_mean_of_its_map()
    {
        using DisposeScope scope = NewDisposeScope();
        using UNetCam network = new(4);
        network.eval();
        (Tensor cam, Tensor logits) = network.Classify(TorchOps.Instance, rand([2, 1, 24, 16]));
        Assert.Equal([2, 2, 24, 16], cam.shape);
        VectorAssert.Near(VectorAssert.Doubles(cam.mean([2, 3])), VectorAssert.Doubles(logits), 1e-6);
    }

    [Fact]
    public void Dropout_acts_in_training_only()
    {
        using DisposeScope scope = NewDisposeScope();
        using UNetCam network = new(4, dropout: 0.5);
        Tensor x = rand([16, 1, 16, 16]); // 64 channels are kept or left out: two draws are not alike by chance
        Assert.NotEqual(VectorAssert.Doubles(network.call(x)), VectorAssert.Doubles(network.call(x)));
        network.eval();
        Assert.Equal(VectorAssert.Doubles(network.call(x)), VectorAssert.Doubles(network.call(x)));
    }

    [Theory]
    [InlineData(20, 16)]
    [InlineData(16, 12)]
    public void Refuses_a_size_that_is_no_multiple_of_eight(int height, int width)
    {
        using DisposeScope scope = NewDisposeScope();
        using UNetCam network = new(2);
        ArgumentException error = Assert.Throws<ArgumentException>(() => network.call(zeros([1, 1, height, width])));
        Assert.Contains("multiple of 8", error.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> AuthorsKeys()
    {
        string[] sequences = ["inc.conv.conv", "down1.mpconv.1.conv", "down2.mpconv.1.conv", "down3.mpconv.1.conv", "up1.conv.conv", "up2.conv.conv", "up3.conv.conv"];
        (string Convolution, string Norm)[] layers =
            [.. sequences.SelectMany(s => new[] { ($"{s}.0", $"{s}.1"), ($"{s}.3", $"{s}.4") }), ("backbone.0", "backbone.1")];
        string[] norm = ["weight", "bias", "running_mean", "running_var", "num_batches_tracked"];
        return layers.SelectMany(layer => norm.Select(name => $"{layer.Norm}.{name}")
            .Append($"{layer.Convolution}.weight").Append($"{layer.Convolution}.bias")).Append("classifier.weight");
    }
}
