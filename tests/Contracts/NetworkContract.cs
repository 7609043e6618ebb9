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

    /// <summary>Parameters that the exported graph holds, batch norms not folded: all but those of training-only heads.</summary>
    protected virtual long ExportedParameterCount => ParameterCount;

    /// <summary>Prefixes of the keys of training-only heads.</summary>
    protected virtual IReadOnlyList<string> TrainingOnly => [];

    /// <summary>Some keys that PyTorch's state_dict of the same network has.</summary>
    protected abstract IReadOnlyList<string> SomeKeys { get; }

    /// <summary>A fresh network, small enough for the reference interpreter.</summary>
    protected abstract ExportableNetwork Create();

    /// <summary>The network with weights and statistics that hide nothing, in evaluation mode; the same every time.</summary>
    protected virtual ExportableNetwork CreateFilled() => Filled.Network(Create());

    /// <summary>What a regime reads in training: overridden where that is more than <see cref="ExportableNetwork.Run{T}"/> gives.</summary>
    protected virtual IReadOnlyList<Tensor> TrainingOutputs(ExportableNetwork network, Tensor[] inputs) => network.Run(TorchOps.Instance, inputs);

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
        using ExportableNetwork network = CreateFilled();
        ParityResult result = Parity.Check(network, Exporter.ToOnnx(network).ToBytes());
        Assert.True(result.Passed, string.Join("; ", result.Failures));
        Assert.Equal(network.Signature.FixedShape is null, result.File.Sizes.Count >= 3);
    }

    [Fact]
    public void Folding_changes_no_output_by_more_than_a_hundred_thousandth()
    {
        using ExportableNetwork network = CreateFilled();
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
        using ExportableNetwork first = CreateFilled(), second = CreateFilled();
        Assert.Equal(Exporter.ToOnnx(first).ToBytes(), Exporter.ToOnnx(second).ToBytes());
    }

    [Fact]
    public void Weights_saved_and_loaded_give_equal_outputs()
    {
        using ExportableNetwork network = CreateFilled(), copy = Create();
        copy.eval();
        using MemoryStream stream = new();
        SafeTensors.Write(stream, network.state_dict());
        stream.Position = 0;
        using WeightsFile file = SafeTensors.Read(stream, "memory");
        copy.load_state_dict(new Dictionary<string, Tensor>(file.Tensors));
        ParityInput input = ParityOptions.Default.RandomInputs(network.Signature)[0];
        Assert.Equal(NetworkRun.Torch(network, input), NetworkRun.Torch(copy, input));
    }

    // With the batch's own statistics, the bias before a norm would have no gradient: hence evaluation mode.
    [Fact]
    public void A_gradient_reaches_every_parameter()
    {
        using DisposeScope scope = NewDisposeScope();
        using ExportableNetwork network = CreateFilled();
        ParityInput input = ParityOptions.Default.RandomInputs(network.Signature)[1];
        long[] shape = [.. input.Shape.Select(size => (long)size)];
        IReadOnlyList<Tensor> outputs = TrainingOutputs(network, [.. input.Values.Select(values => tensor(values, shape))]);
        Tensor loss = outputs.Select(output => (output * tensor(Filled.Normal((int)output.numel(), 5), output.shape)).sum()).Aggregate((a, b) => a + b);
        loss.backward();
        Assert.All(network.named_parameters().Where(pair => pair.Item2.requires_grad), pair => Assert.True(
            pair.Item2.grad is not null && pair.Item2.grad.abs().sum().item<float>() > 0, $"{pair.Item1} has no gradient"));
    }

    [Fact]
    public void Training_only_heads_are_absent_from_the_graph_and_nothing_else_is()
    {
        using ExportableNetwork network = CreateFilled();
        OnnxGraph graph = Exporter.ToOnnx(network, new ExportOptions { FoldBatchNorm = false }).Graph;
        ILookup<bool, (string Key, long Count)> parameters = network.named_parameters()
            .ToLookup(pair => graph.Initializers.ContainsKey(pair.Item1), pair => (pair.Item1, pair.Item2.numel()));
        Assert.Equal(ExportedParameterCount, parameters[true].Sum(parameter => parameter.Count));
        Assert.All(parameters[false], parameter => Assert.Contains(TrainingOnly, prefix => parameter.Key.StartsWith(prefix, StringComparison.Ordinal)));
        Assert.DoesNotContain(graph.Nodes, node => TrainingOnly.Any(prefix => node.Layer.StartsWith(prefix, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_same_input_gives_the_same_numbers_again()
    {
        using ExportableNetwork network = CreateFilled();
        ParityInput input = ParityOptions.Default.RandomInputs(network.Signature)[0];
        Assert.Equal(NetworkRun.Torch(network, input), NetworkRun.Torch(network, input));
        Assert.Equal(NetworkRun.Reference(network, input), NetworkRun.Reference(network, input));
        using OnnxRunner runner = new(Exporter.ToOnnx(network).ToBytes(), threads: 1);
        Assert.Equal(NetworkRun.Onnx(runner, network.Signature, input), NetworkRun.Onnx(runner, network.Signature, input));
    }

    [Fact]
    public void Graph_constants_carry_state_dict_keys_and_only_those()
    {
        using ExportableNetwork network = CreateFilled();
        OnnxGraph graph = Exporter.ToOnnx(network, new ExportOptions { FoldBatchNorm = false }).Graph;
        string[] unknown = [.. graph.Initializers.Keys.Where(key => !key.StartsWith("const/", StringComparison.Ordinal))
            .Except(network.state_dict().Keys)];
        Assert.Empty(unknown);
        Assert.All(graph.Nodes, node => Assert.NotEmpty(node.Layer));
    }

    [Fact]
    public void The_bundles_walk_accepts_the_model()
    {
        using ExportableNetwork network = CreateFilled();
        OnnxSummary summary = OnnxWalk.Check(ExportedModels.Keep(Exporter.ToOnnx(network), GetType().Name));
        Assert.Equal(network.Signature.Inputs, summary.Inputs.Select(input => input.Name));
        Assert.Equal(network.Signature.Outputs, summary.Outputs.Select(output => output.Name));
    }

    [Fact]
    public void An_odd_size_works_or_is_refused_with_the_reason()
    {
        using ExportableNetwork network = CreateFilled();
        Signature signature = network.Signature;
        int odd = (2 * Math.Max(signature.Divisibility, signature.MinimumSize)) + 1;
        if (signature.FixedShape is not null)
        {
            AssertRefused(network, odd, $"expected {string.Join('×', signature.FixedShape)}");
        }
        else if (signature.Divisibility > 1)
        {
            AssertRefused(network, odd, $"multiple of {signature.Divisibility}");
        }
        else
        {
            using OnnxRunner runner = new(Exporter.ToOnnx(network).ToBytes(), threads: 1);
            ParityInput input = Square(signature, odd);
            IReadOnlyList<double[]> expected = NetworkRun.Reference(network, input);
            IReadOnlyDictionary<string, double[]> found = NetworkRun.Onnx(runner, signature, input);
            Assert.All(signature.Outputs.Zip(expected), pair => Assert.True(Difference.Of(pair.Second, found[pair.First]).Relative <= 1e-4));
        }
        if (signature.MinimumSize > 1 && signature.FixedShape is null)
        {
            AssertRefused(network, signature.MinimumSize - 1, "at least");
        }
    }

    [Fact]
    public void A_network_in_training_mode_is_not_exported()
    {
        using ExportableNetwork network = Create();
        network.train();
        ExportException error = Assert.Throws<ExportException>(() => Exporter.ToOnnx(network));
        Assert.Contains("eval()", error.Message, StringComparison.Ordinal);
    }

    private static void AssertRefused(ExportableNetwork network, int size, string reason)
    {
        ParityInput input = Square(network.Signature, size);
        ArgumentException torch = Assert.Throws<ArgumentException>(() => NetworkRun.Torch(network, input));
        ArgumentException reference = Assert.Throws<ArgumentException>(() => NetworkRun.Reference(network, input));
        Assert.Contains(reason, torch.Message, StringComparison.Ordinal);
        Assert.Equal(torch.Message, reference.Message);
    }

    private static ParityInput Square(Signature signature, int size) => ParityInput.Uniform(
        [1, signature.InputChannels, .. Enumerable.Repeat(size, signature.Dimensions)], signature.Inputs.Count, new Random(1));
}
