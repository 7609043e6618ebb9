using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Networks.Tests;

public sealed class UNetVectorsTests
{
    [Theory]
    [InlineData(ScalarType.Float64, 1e-10)]
    [InlineData(ScalarType.Float32, 2e-4)]
    public void Evaluation_mode_gives_the_vectors_logits_and_features(ScalarType type, double tolerance)
    {
        UNetVector vector = UNetVector.Load();
        using DisposeScope scope = NewDisposeScope();
        using MiUNet network = vector.Network().to(type);
        using IDisposable noGradient = no_grad();
        (Tensor logits, IReadOnlyDictionary<string, Tensor> features) = network.Features(TorchOps.Instance, Input(vector, type));

        AssertNear(vector.Array("logits_stride4"), Strided(logits, 4), tolerance);
        AssertNear(vector.Scalar("logits_sum"), Sum(logits), tolerance, Sum(logits.abs()));
        AssertNear(vector.Scalar("Conv5_sum"), Sum(features["Conv5"]), tolerance);
        AssertNear(vector.Scalar("Conv5_abs_sum"), Sum(features["Conv5"].abs()), tolerance);
        AssertNear(vector.Scalar("Up_conv3_sum"), Sum(features["Up_conv3"]), tolerance);
        AssertNear(vector.Scalar("Up_conv2_sum"), Sum(features["Up_conv2"]), tolerance);
    }

    [Theory]
    [InlineData(ScalarType.Float64, 1e-10)]
    [InlineData(ScalarType.Float32, 2e-4)]
    public void Training_mode_gives_the_vectors_logits_and_running_statistics(ScalarType type, double tolerance)
    {
        UNetVector vector = UNetVector.Load();
        using DisposeScope scope = NewDisposeScope();
        using MiUNet network = vector.Network().to(type);
        network.train();
        Tensor logits = network.call(Input(vector, type)).detach();

        AssertNear(vector.Array("train_logits_stride8"), Strided(logits, 8), tolerance);
        AssertNear(vector.Scalar("train_logits_sum"), Sum(logits), tolerance, Sum(logits.abs()));
        Dictionary<string, Tensor> state = network.state_dict();
        AssertNear(vector.Array("Conv1_first_bn_running_mean_after_one_train_forward"), Strided(state["Conv1.conv.1.running_mean"], 1), tolerance);
        AssertNear(vector.Array("Conv1_first_bn_running_var_after"), Strided(state["Conv1.conv.1.running_var"], 1), tolerance);
    }

    [Fact]
    public void Parameter_count_is_the_vectors()
    {
        UNetVector vector = UNetVector.Load();
        using MiUNet network = new(vector.InputChannels, vector.Classes);
        Assert.Equal(vector.ParameterCount, network.parameters().Sum(parameter => parameter.numel()));
    }

    private static Tensor Input(UNetVector vector, ScalarType type)
    {
        (int[] shape, double[] data) = vector.Input();
        return tensor(data, [.. shape.Select(size => (long)size)]).to(type);
    }

    private static double Sum(Tensor values) => values.to(ScalarType.Float64).sum().item<double>();

    private static double[] Strided(Tensor values, long step)
    {
        Tensor grid = values.detach().to(ScalarType.Float64);
        if (values.ndim == 4)
        {
            TensorIndex every = TensorIndex.Slice(step: step);
            grid = grid[TensorIndex.Ellipsis, every, every];
        }
        return grid.contiguous().data<double>().ToArray();
    }

    private static void AssertNear(double[] expected, double[] found, double tolerance)
    {
        Assert.Equal(expected.Length, found.Length);
        double scale = Math.Max(1, expected.Max(Math.Abs));
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - found[i]) <= tolerance * scale, $"[{i}]: expected {expected[i]:R}, found {found[i]:R}");
        }
    }

    // A sum is as exact as its terms: where they cancel, the scale is the sum of their sizes.
    private static void AssertNear(double expected, double found, double tolerance, double scale = 0) => Assert.True(
        Math.Abs(expected - found) <= tolerance * Math.Max(1, Math.Max(Math.Abs(expected), scale)), $"expected {expected:R}, found {found:R}");
}
