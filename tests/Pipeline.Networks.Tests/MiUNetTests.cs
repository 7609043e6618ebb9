using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Networks.Tests;

public sealed class MiUNetTests
{
    /// <summary>Counts of the authors' class: the method's description, section 2.</summary>
    [Theory]
    [InlineData(1, 4, 16, 2_160_180)]
    [InlineData(1, 2, 16, 2_160_146)]
    [InlineData(1, 5, 16, 2_160_197)]
    [InlineData(3, 4, 16, 2_160_468)]
    [InlineData(1, 4, 32, 8_633_444)]
    public void Has_the_authors_number_of_parameters(int inputs, int classes, int width, long expected)
    {
        using MiUNet network = new(inputs, classes, width);
        Assert.Equal(expected, network.parameters().Sum(parameter => parameter.numel()));
    }

    [Theory]
    [InlineData("Conv1", 2_512)]
    [InlineData("Conv2", 13_952)]
    [InlineData("Conv3", 55_552)]
    [InlineData("Conv4", 221_696)]
    [InlineData("Conv5", 885_760)]
    [InlineData("Up5", 295_168)]
    [InlineData("Up_conv5", 442_880)]
    [InlineData("Up4", 73_856)]
    [InlineData("Up_conv4", 110_848)]
    [InlineData("Up3", 18_496)]
    [InlineData("Up_conv3", 27_776)]
    [InlineData("Up2", 4_640)]
    [InlineData("Up_conv2", 6_976)]
    [InlineData("DeConv_1x1", 68)]
    public void Every_module_has_the_authors_number_of_parameters(string module, long expected)
    {
        using MiUNet network = new(1, 4);
        long found = network.named_parameters()
            .Where(pair => pair.Item1.StartsWith(module + ".", StringComparison.Ordinal)).Sum(pair => pair.Item2.numel());
        Assert.Equal(expected, found);
    }

    [Fact]
    public void Keys_are_the_authors()
    {
        using MiUNet network = new(1, 4);
        string[] found = [.. network.state_dict().Keys.Order(StringComparer.Ordinal)];
        Assert.Equal(AuthorsKeys().Order(StringComparer.Ordinal), found);
    }

    [Fact]
    public void Buffers_hold_3446_numbers()
    {
        using MiUNet network = new(1, 4);
        Assert.Equal(3_446, network.named_buffers().Sum(pair => pair.Item2.numel()));
    }

    [Fact]
    public void Features_have_the_documented_shapes()
    {
        using DisposeScope scope = NewDisposeScope();
        using MiUNet network = new(1, 4, width: 4);
        network.eval();
        using IDisposable noGradient = no_grad();
        (Tensor logits, IReadOnlyDictionary<string, Tensor> features) = network.Features(TorchOps.Instance, zeros([2, 1, 48, 32]));

        Assert.Equal([2, 4, 48, 32], logits.shape);
        Assert.Equal(network.FeatureChannels.Keys.Order(), features.Keys.Order());
        Assert.All(features, feature => Assert.Equal(network.FeatureChannels[feature.Key], feature.Value.shape[1]));
        Assert.Equal([2, 64, 3, 2], features["Conv5"].shape);
        Assert.Equal([2, 8, 24, 16], features["Up_conv3"].shape);
        Assert.Equal([2, 4, 48, 32], features["Up_conv2"].shape);
    }

    [Fact]
    public void Forward_is_the_logits_of_Features()
    {
        using DisposeScope scope = NewDisposeScope();
        using MiUNet network = new(1, 3, width: 2);
        network.eval();
        using IDisposable noGradient = no_grad();
        Tensor x = rand([1, 1, 32, 16]);
        Assert.Equal(
            network.Features(TorchOps.Instance, x).Logits.data<float>().ToArray(), network.call(x).data<float>().ToArray());
    }

    [Fact]
    public void In_bfloat16_gradients_point_where_those_of_float32_do_and_weights_and_statistics_stay_float32()
    {
        using DisposeScope scope = NewDisposeScope();
        manual_seed(1);
        // A batch's own statistics amplify every rounding in a network that has learnt nothing yet: hence evaluation mode.
        using MiUNet network = new(1, 3, width: 4);
        network.eval();
        Tensor x = randn([2, 1, 32, 32]), labels = x.squeeze(1).gt(0).to(ScalarType.Int64);
        (float Loss, Tensor Gradient) Step(TorchOps ops)
        {
            network.zero_grad();
            Tensor loss = nn.functional.cross_entropy(TorchOps.Widened(network.Features(ops, x).Logits), labels);
            loss.backward();
            return (loss.item<float>(), cat([.. network.parameters().Select(parameter => parameter.grad!.flatten().clone())]));
        }
        (float loss, Tensor gradient) = Step(TorchOps.Instance);
        (float reducedLoss, Tensor reduced) = Step(TorchOps.BFloat16);

        Assert.Equal(ScalarType.BFloat16, network.Features(TorchOps.BFloat16, x).Logits.dtype);
        Assert.Equal(loss, reducedLoss, 0.02f);
        Assert.True(((gradient * reduced).sum() / (gradient.norm() * reduced.norm())).item<float>() > 0.99);
        Assert.NotEqual(gradient.data<float>().ToArray(), reduced.data<float>().ToArray());
        Assert.All(network.state_dict().Where(pair => !pair.Key.EndsWith("num_batches_tracked", StringComparison.Ordinal)).Select(pair => pair.Value), value => Assert.Equal(ScalarType.Float32, value.dtype));
    }

    [Theory]
    [InlineData(1, 33, 32, "multiple of 16")]
    [InlineData(1, 32, 40, "multiple of 16")]
    [InlineData(2, 32, 32, "expected 1 channel(s)")]
    public void Refuses_an_input_that_does_not_fit_and_says_why(int channels, int height, int width, string reason)
    {
        using DisposeScope scope = NewDisposeScope();
        using MiUNet network = new(1, 4, width: 2);
        ArgumentException error = Assert.Throws<ArgumentException>(() => network.call(zeros([1, channels, height, width])));
        Assert.Contains($"1×{channels}×{height}×{width}", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Batch_norm_momentum_is_an_option()
    {
        using MiUNet network = new(1, 4, width: 2, momentum: 0.01);
        Assert.All(network.modules().OfType<TorchSharp.Modules.BatchNorm2d>(), norm => Assert.Equal(0.01, norm.momentum));
        Assert.Equal(22, network.modules().OfType<TorchSharp.Modules.BatchNorm2d>().Count());
    }

    private static IEnumerable<string> AuthorsKeys()
    {
        string[] norm = ["weight", "bias", "running_mean", "running_var", "num_batches_tracked"];
        string[] blocks = ["Conv1", "Conv2", "Conv3", "Conv4", "Conv5", "Up_conv5", "Up_conv4", "Up_conv3", "Up_conv2"];
        foreach (string block in blocks)
        {
            foreach (int i in new[] { 0, 3 })
            {
                yield return $"{block}.conv.{i}.weight";
                foreach (string name in norm) { yield return $"{block}.conv.{i + 1}.{name}"; }
            }
        }
        foreach (string block in new[] { "Up5", "Up4", "Up3", "Up2" })
        {
            yield return $"{block}.up.1.weight";
            foreach (string name in norm) { yield return $"{block}.up.2.{name}"; }
        }
        yield return "DeConv_1x1.weight";
        yield return "DeConv_1x1.bias";
    }
}
