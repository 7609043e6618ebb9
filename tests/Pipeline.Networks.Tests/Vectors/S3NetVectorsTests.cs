using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Networks.Tests;

public sealed class S3NetVectorsTests
{
    private static readonly TorchOps Ops = TorchOps.Instance;

    /// <summary>Names in the vectors and in the network; the longest first.</summary>
    private static readonly (string Vector, string Key)[] Names =
    [
        ("dw3_d1.", "br.0."), ("dw5_d2.", "br.1."), ("dw7_d3.", "br.2."), ("dw5.", "d0."), ("proj1.", "p1."), ("proj2.", "p2."),
        ("bnb.", "bn2."), ("caux.", "conv_aux."), ("baux.", "bn_aux."), ("pred.", "predictor."), ("dw", "deform.weight"), ("off", "offset"),
    ];

    public static TheoryData<ScalarType, double> Precisions => VectorAssert.Precisions;

    [Theory]
    [MemberData(nameof(Precisions))]
    public void An_attention_block_and_its_gradients_are_the_vectors(ScalarType type, double tolerance)
    {
        using DisposeScope scope = NewDisposeScope();
        JsonElement vector = VectorFile.Case("self", "ilka_block");
        Tensor x = vector.Tensor("x", type).requires_grad_();
        using LargeKernelBlock block = new LargeKernelBlock(x.shape[1]).to(type);
        Load(block, vector);
        Tensor y = block.Run(Ops, x);
        VectorAssert.Near(vector, "y", y, tolerance);
        if (type == ScalarType.Float64)
        {
            (0.5 * (y * y).sum()).backward();
            VectorAssert.Near(vector, "grad_x", x.grad!, VectorAssert.Gradient);
            JsonElement gradients = vector.GetProperty("grad_params");
            Assert.All(gradients.EnumerateObject(), entry =>
                VectorAssert.Near(gradients, entry.Name, block.get_parameter(Key(entry.Name))!.grad!, VectorAssert.Gradient));
        }
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Deformable_convolution_and_its_gradients_are_the_vectors(ScalarType type, double tolerance)
    {
        using DisposeScope scope = NewDisposeScope();
        JsonElement vector = VectorFile.Case("self", "deform_conv");
        Tensor weight = vector.Tensor("weight", type);
        using DeformConv2d layer = new DeformConv2d(weight.shape[1], weight.shape[0], 3, padding: 1, bias: false).to(type);
        using (no_grad())
        {
            layer.weight.copy_(weight);
        }
        Tensor[] inputs = [.. new[] { "x", "offset", "mask" }.Select(name => vector.Tensor(name, type).requires_grad_())];
        Tensor y = Ops.DeformConv2d(layer, inputs[0], inputs[1], inputs[2]);
        VectorAssert.Near(vector, "y", y, tolerance);
        if (type == ScalarType.Float64)
        {
            (0.5 * (y * y).sum()).backward();
            VectorAssert.Near(vector, "grad_x", inputs[0].grad!, VectorAssert.Gradient);
            VectorAssert.Near(vector, "grad_offset", inputs[1].grad!, VectorAssert.Gradient);
            VectorAssert.Near(vector, "grad_mask", inputs[2].grad!, VectorAssert.Gradient);
            VectorAssert.Near(vector, "grad_weight", layer.weight.grad!, VectorAssert.Gradient);
        }
    }

    [Fact]
    public void Four_training_steps_in_mode_reference_are_the_vectors()
    {
        using DisposeScope scope = NewDisposeScope();
        JsonElement vector = VectorFile.Case("self", "net_reference");
        Tensor x = vector.Tensor("x");
        using S3Net network = Network(vector, S3NetOptions.Reference((int)x.shape[2], (int)x.shape[3]), ScalarType.Float64);
        using optim.Optimizer optimizer = optim.SGD(network.parameters(), 0.2, momentum: 0.9);
        bool first = true;
        foreach (JsonElement expected in vector.GetProperty("steps").EnumerateArray())
        {
            Tensor features = network.Features(Ops, x), z = network.Scores(Ops, features), auxiliary = network.AuxiliaryScores(Ops, features);
            Tensor labels = z.argmax(1);
            Tensor ce = nn.functional.cross_entropy(z, labels), at = nn.functional.cross_entropy(auxiliary, labels);
            Tensor loss = (3.5 * ce) + (0.2 * at);
            optimizer.zero_grad();
            loss.backward();

            VectorAssert.Near(expected, "labels", labels[0], 0);
            Assert.Equal(expected.GetProperty("n_labels").GetInt32(), labels.data<long>().Distinct().Count());
            VectorAssert.Near(expected.Number("ce"), ce.item<double>(), VectorAssert.Gradient);
            VectorAssert.Near(expected.Number("at"), at.item<double>(), VectorAssert.Gradient);
            VectorAssert.Near(expected.Number("total_without_spatial"), loss.item<double>(), VectorAssert.Gradient);
            if (first)
            {
                AssertFirstStep(expected, network, z, auxiliary);
            }
            first = false;
            optimizer.step();
        }
    }

    [Theory]
    [MemberData(nameof(Precisions))]
    public void Predicted_offsets_and_their_gradients_are_the_vectors(ScalarType type, double tolerance)
    {
        using DisposeScope scope = NewDisposeScope();
        JsonElement vector = VectorFile.Case("self", "net_intent");
        using S3Net network = Network(vector, new S3NetOptions(), type);
        Tensor features = network.Features(Ops, vector.Tensor("x", type));
        Tensor z = network.Scores(Ops, features), auxiliary = network.AuxiliaryScores(Ops, features);
        Tensor scalar = (0.5 * (z * z).mean()) + auxiliary.pow(3).mean();
        VectorAssert.Near(vector, "z", z, tolerance);
        VectorAssert.Near(vector, "aux", auxiliary, tolerance);
        VectorAssert.Near(vector.Number("scalar"), scalar.to(ScalarType.Float64).item<double>(), tolerance);
        if (type == ScalarType.Float64)
        {
            scalar.backward();
            VectorAssert.Near(vector, "grad_conv1_weight", Gradient(network, "conv1.weight"), VectorAssert.Gradient);
            VectorAssert.Near(vector, "grad_dw", Gradient(network, "deform.weight"), VectorAssert.Gradient);
            VectorAssert.Near(vector, "grad_pred_bias", Gradient(network, "predictor.bias"), VectorAssert.Gradient);
            VectorAssert.Near(vector.Number("grad_pred_weight_l2"), Norm(Gradient(network, "predictor.weight")), VectorAssert.Gradient);
        }
    }

    private static void AssertFirstStep(JsonElement expected, S3Net network, Tensor z, Tensor auxiliary)
    {
        VectorAssert.Near(expected, "z", z, VectorAssert.Double);
        VectorAssert.Near(expected, "aux", auxiliary, VectorAssert.Double);
        VectorAssert.Near(expected, "grad_conv1_weight", Gradient(network, "conv1.weight"), VectorAssert.Gradient);
        VectorAssert.Near(expected, "grad_mask", Gradient(network, "mask"), VectorAssert.Gradient);
        Dictionary<string, double> norms = expected.GetProperty("grad_l2").EnumerateObject()
            .ToDictionary(entry => Key(entry.Name), entry => entry.Value.GetDouble());
        Assert.Equal(norms.Keys.Order(StringComparer.Ordinal), network.named_parameters().Select(pair => pair.Item1).Order(StringComparer.Ordinal));
        Assert.All(norms, norm => VectorAssert.Near(norm.Value, Norm(Gradient(network, norm.Key)), VectorAssert.Gradient));
    }

    /// <summary>A network with the vector's weights, in training mode.</summary>
    private static S3Net Network(JsonElement vector, S3NetOptions options, ScalarType type)
    {
        JsonElement parameters = vector.GetProperty("params");
        int blocks = parameters.EnumerateObject().Count(entry => entry.Name.EndsWith(".p1.weight", StringComparison.Ordinal));
        S3Net network = new S3Net(options with { Channels = (int)parameters.Numbers("conv1.weight").Shape[0], Blocks = blocks }).to(type);
        Load(network, vector);
        network.train();
        return network;
    }

    private static void Load(nn.Module module, JsonElement vector)
    {
        using IDisposable noGradient = no_grad();
        JsonElement parameters = vector.GetProperty("params");
        foreach (JsonProperty entry in parameters.EnumerateObject())
        {
            Tensor target = module.get_parameter(Key(entry.Name))!;
            target.copy_(parameters.Tensor(entry.Name, target.dtype));
        }
        Assert.Equal(parameters.EnumerateObject().Count(), module.parameters().Count());
    }

    private static string Key(string name)
    {
        foreach ((string vector, string key) in Names)
        {
            if (name.StartsWith(vector, StringComparison.Ordinal))
            {
                return key + name[vector.Length..];
            }
        }
        return name;
    }

    private static Tensor Gradient(S3Net network, string key) => network.get_parameter(key)!.grad!;

    private static double Norm(Tensor values) => values.pow(2).sum().sqrt().item<double>();
}
