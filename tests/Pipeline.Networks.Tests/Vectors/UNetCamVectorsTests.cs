using System.Globalization;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Networks.Tests;

public sealed class UNetCamVectorsTests
{
    private static readonly string[] Blocks = ["inc.conv", "down1.mpconv.1", "down2.mpconv.1", "down3.mpconv.1", "up1.conv", "up2.conv", "up3.conv"];

    private static readonly string[] Convolutions = [.. Blocks.SelectMany(block => new[] { $"{block}.conv.0", $"{block}.conv.3" }), "backbone.0", "classifier"];

    private static readonly string[] Norms = [.. Blocks.SelectMany(block => new[] { $"{block}.conv.1", $"{block}.conv.4" }), "backbone.1"];

    public static TheoryData<ScalarType, double> Precisions => VectorAssert.Precisions;

    [Fact]
    public void Parameter_counts_are_the_vectors()
    {
        JsonElement expected = VectorFile.Case("weakly", "param_count").GetProperty("expected");
        Assert.All(expected.EnumerateObject(), count =>
        {
            using UNetCam network = new(int.Parse(count.Name, CultureInfo.InvariantCulture));
            Assert.Equal(count.Value.GetInt64(), network.parameters().Sum(parameter => parameter.numel()));
        });
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Evaluation_mode_gives_the_vectors_maps_and_logits(ScalarType type, double tolerance)
    {
        using DisposeScope scope = NewDisposeScope();
        JsonElement vector = VectorFile.Case("weakly", "net_eval"), expected = vector.GetProperty("expected");
        using UNetCam network = Network(vector, type);
        network.eval();
        (Tensor cam, Tensor logits) = network.Classify(TorchOps.Instance, Input(vector, type));
        VectorAssert.Near(expected, "cam", cam, tolerance);
        VectorAssert.Near(expected, "logits", logits, tolerance);

        Tensor ce = VectorAssert.CrossEntropy(logits, Labels(vector));
        VectorAssert.Near(expected.Number("ce"), ce.to(ScalarType.Float64).item<double>(), tolerance);
        if (type == ScalarType.Float64)
        {
            ce.backward();
            Gradient(network, "inc.conv.conv.0.weight", "grad_inc_conv0", expected);
            Gradient(network, "down3.mpconv.1.conv.3.bias", "grad_down3_conv1_bias", expected);
            Gradient(network, "classifier.weight", "grad_classifier", expected);
        }
    }

    [Fact]
    public void Features_before_the_classifier_have_the_vectors_means()
    {
        using DisposeScope scope = NewDisposeScope();
        JsonElement vector = VectorFile.Case("weakly", "net_eval");
        using UNetCam network = Network(vector, ScalarType.Float64);
        network.eval();
        Dictionary<string, Tensor> layers = [];
        network.Classify(new TorchOps(new LayerNames(network), (layer, value) => layers[layer] = value), Input(vector, ScalarType.Float64));
        VectorAssert.Near(vector.GetProperty("expected"), "feature_mean", layers["Relu"].mean([2, 3]), VectorAssert.Double);
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Training_mode_gives_the_vectors_maps_and_running_statistics(ScalarType type, double tolerance)
    {
        using DisposeScope scope = NewDisposeScope();
        JsonElement vector = VectorFile.Case("weakly", "net_train"), expected = vector.GetProperty("expected");
        using UNetCam network = Network(vector, type);
        network.train();
        (Tensor cam, Tensor logits) = network.Classify(TorchOps.Instance, Input(vector, type));
        VectorAssert.Near(expected, "cam_first_row", cam.select(2, 0), tolerance);
        VectorAssert.Near(expected, "logits", logits, tolerance);
        Dictionary<string, Tensor> state = network.state_dict();
        VectorAssert.Near(expected, "inc_bn0_running_mean", state["inc.conv.conv.1.running_mean"], tolerance);
        VectorAssert.Near(expected, "inc_bn0_running_var", state["inc.conv.conv.1.running_var"], tolerance);
        VectorAssert.Near(expected, "backbone_running_var", state["backbone.1.running_var"], tolerance);

        Tensor ce = VectorAssert.CrossEntropy(logits, Labels(vector));
        VectorAssert.Near(expected.Number("ce"), ce.to(ScalarType.Float64).item<double>(), tolerance);
        if (type == ScalarType.Float64)
        {
            ce.backward();
            Gradient(network, "inc.conv.conv.0.weight", "grad_inc_conv0", expected);
            Gradient(network, "classifier.weight", "grad_classifier", expected);
        }
    }

    private static void Gradient(UNetCam network, string key, string name, JsonElement expected) =>
        VectorAssert.Near(expected, name, network.get_parameter(key)!.grad!, VectorAssert.Gradient);

    /// <summary>Weights by the formulas of the vector's note: convolution k and norm b in the order of the pass.</summary>
    private static UNetCam Network(JsonElement vector, ScalarType type)
    {
        JsonElement parameters = vector.GetProperty("params");
        double phase = parameters.Number("phase");
        UNetCam network = new UNetCam(parameters.GetProperty("width").GetInt32()).to(type);
        Dictionary<string, Tensor> state = network.state_dict();
        for (int k = 0; k < Convolutions.Length; k++)
        {
            Tensor weight = state[$"{Convolutions[k]}.weight"];
            double scale = Math.Sqrt(weight.numel() / (double)weight.shape[0]);
            Fill(weight, e => Math.Sin(phase + (0.7 * k) + (1.3 * e)) / scale);
            if (k < Norms.Length)
            {
                Fill(state[$"{Convolutions[k]}.bias"], e => 0.05 * Math.Cos(phase + (0.3 * k) + (0.9 * e)));
            }
        }
        for (int b = 0; b < Norms.Length; b++)
        {
            Fill(state[$"{Norms[b]}.weight"], e => 1 + (0.1 * Math.Sin(phase + (0.2 * b) + e)));
            Fill(state[$"{Norms[b]}.bias"], e => 0.1 * Math.Cos(phase + (0.4 * b) + e));
            Fill(state[$"{Norms[b]}.running_mean"], e => 0.05 * Math.Sin(phase + (0.6 * b) + e));
            Fill(state[$"{Norms[b]}.running_var"], e => 1 + (0.2 * Math.Pow(Math.Cos(phase + (0.1 * b) + e), 2)));
        }
        return network;
    }

    private static void Fill(Tensor target, Func<int, double> value)
    {
        using IDisposable noGradient = no_grad();
        target.copy_(tensor([.. Enumerable.Range(0, (int)target.numel()).Select(value)], target.shape));
    }

    private static Tensor Input(JsonElement vector, ScalarType type)
    {
        JsonElement parameters = vector.GetProperty("params");
        double phase = parameters.Number("phase");
        long[] shape = [.. parameters.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];
        int count = (int)shape.Aggregate((product, size) => product * size);
        return tensor([.. Enumerable.Range(0, count).Select(e => 0.5 + (0.5 * Math.Sin(phase + (0.37 * e)) * Math.Cos(0.011 * e)))], shape).to(type);
    }

    private static long[] Labels(JsonElement vector) =>
        [.. vector.GetProperty("params").GetProperty("y").EnumerateArray().Select(label => label.GetInt64())];
}
