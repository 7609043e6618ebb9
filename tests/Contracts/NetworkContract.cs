using Pipeline.Bundles;
using Pipeline.Export;
using Pipeline.Inference;
using Pipeline.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Contracts;

/// <summary>What every exportable network promises. One subclass per network says how to build it and a few facts about it.</summary>
public abstract class NetworkContract
{
    /// <summary>Exact number of trainable parameters of <see cref="Create"/>'s network.</summary>
    protected abstract long ParameterCount { get; }

    /// <summary>Some keys that PyTorch's state_dict of the same network has.</summary>
    protected abstract IReadOnlyList<string> SomeKeys { get; }

    /// <summary>A fresh network, small enough for the reference interpreter.</summary>
    protected abstract ExportableNetwork Create();

    [Fact]
    public void Has_the_documented_number_of_parameters()
    {
        using ExportableNetwork network = Create();
        Assert.Equal(ParameterCount, network.parameters().Sum(parameter => parameter.numel()));
    }

    [Fact]
    public void Keys_are_as_PyTorch_would_name_them()
    {
        using ExportableNetwork network = Create();
        Assert.Subset(network.state_dict().Keys.ToHashSet(), SomeKeys.ToHashSet());
    }

    [Fact]
    public void Every_interpreter_agrees_at_several_sizes_and_batches()
    {
        using ExportableNetwork network = Filled.Network(Create());
        ParityResult result = Parity.Check(network, Exporter.ToOnnx(network).ToBytes());
        Assert.True(result.Passed, string.Join("; ", result.Failures));
        Assert.True(result.File.Sizes.Count >= 3);
    }

    [Fact]
    public void Folding_changes_no_output_by_more_than_a_hundred_thousandth()
    {
        using ExportableNetwork network = Filled.Network(Create());
        ParityInput input = ParityOptions.Default.RandomInputs(network.Signature)[1];
        using OnnxRunner folded = new(Exporter.ToOnnx(network).ToBytes(), threads: 1);
        using OnnxRunner plain = new(Exporter.ToOnnx(network, new ExportOptions { FoldBatchNorm = false }).ToBytes(), threads: 1);
        IReadOnlyDictionary<string, double[]> expected = NetworkRun.Onnx(plain, network.Signature, input);
        IReadOnlyDictionary<string, double[]> found = NetworkRun.Onnx(folded, network.Signature, input);
        Assert.All(network.Signature.Outputs, name => Assert.True(Difference.Of(expected[name], found[name]).Relative <= 1e-5));
    }

    [Fact]
    public void Two_exports_give_equal_bytes()
    {
        using ExportableNetwork first = Filled.Network(Create()), second = Filled.Network(Create());
        Assert.Equal(Exporter.ToOnnx(first).ToBytes(), Exporter.ToOnnx(second).ToBytes());
    }

    [Fact]
    public void Weights_saved_and_loaded_give_equal_outputs()
    {
        using ExportableNetwork network = Filled.Network(Create()), copy = Create();
        copy.eval();
        using MemoryStream stream = new();
        SafeTensors.Write(stream, network.state_dict());
        stream.Position = 0;
        using WeightsFile file = SafeTensors.Read(stream, "memory");
        copy.load_state_dict(new Dictionary<string, Tensor>(file.Tensors));
        ParityInput input = ParityOptions.Default.RandomInputs(network.Signature)[0];
        Assert.Equal(NetworkRun.Torch(network, input), NetworkRun.Torch(copy, input));
    }

    [Fact]
    public void A_gradient_reaches_every_parameter()
    {
        using DisposeScope scope = NewDisposeScope();
        using ExportableNetwork network = Filled.Network(Create());
        network.train();
        ParityInput input = ParityOptions.Default.RandomInputs(network.Signature)[1];
        long[] shape = [.. input.Shape.Select(size => (long)size)];
        IReadOnlyList<Tensor> outputs = network.Run(TorchOps.Instance, [.. input.Values.Select(values => tensor(values, shape))]);
        Tensor loss = outputs.Select(output => (output * tensor(Filled.Normal((int)output.numel(), 5), output.shape)).sum()).Aggregate((a, b) => a + b);
        loss.backward();
        Assert.All(network.named_parameters(), pair => Assert.True(
            pair.Item2.grad is not null && pair.Item2.grad.abs().sum().item<float>() > 0, $"{pair.Item1} has no gradient"));
    }

    [Fact]
    public void Graph_constants_carry_state_dict_keys_and_only_those()
    {
        using ExportableNetwork network = Filled.Network(Create());
        OnnxGraph graph = Exporter.ToOnnx(network, new ExportOptions { FoldBatchNorm = false }).Graph;
        string[] unknown = [.. graph.Initializers.Keys.Where(key => !key.StartsWith("const/", StringComparison.Ordinal))
            .Except(network.state_dict().Keys)];
        Assert.Empty(unknown);
        Assert.All(graph.Nodes, node => Assert.NotEmpty(node.Layer));
    }

    [Fact]
    public void The_bundles_walk_accepts_the_model()
    {
        using ExportableNetwork network = Filled.Network(Create());
        OnnxSummary summary = OnnxWalk.Check(ExportedModels.Keep(Exporter.ToOnnx(network), GetType().Name));
        Assert.Equal(network.Signature.Inputs, summary.Inputs.Select(input => input.Name));
        Assert.Equal(network.Signature.Outputs, summary.Outputs.Select(output => output.Name));
    }

    [Fact]
    public void A_size_that_the_signature_forbids_is_refused_with_the_reason()
    {
        using ExportableNetwork network = Filled.Network(Create());
        Signature signature = network.Signature;
        int[] shape = [1, signature.InputChannels, .. Enumerable.Repeat((2 * signature.Divisibility) + 1, signature.Dimensions)];
        ParityInput input = ParityInput.Uniform(shape, signature.Inputs.Count, new Random(1));
        if (signature.Divisibility == 1)
        {
            Assert.Equal(signature.Outputs.Count, NetworkRun.Torch(network, input).Count);
            return;
        }
        ArgumentException torch = Assert.Throws<ArgumentException>(() => NetworkRun.Torch(network, input));
        ArgumentException reference = Assert.Throws<ArgumentException>(() => NetworkRun.Reference(network, input));
        Assert.Contains($"multiple of {signature.Divisibility}", torch.Message, StringComparison.Ordinal);
        Assert.Equal(torch.Message, reference.Message);
    }

    [Fact]
    public void A_network_in_training_mode_is_not_exported()
    {
        using ExportableNetwork network = Create();
        network.train();
        ExportException error = Assert.Throws<ExportException>(() => Exporter.ToOnnx(network));
        Assert.Contains("eval()", error.Message, StringComparison.Ordinal);
    }
}
