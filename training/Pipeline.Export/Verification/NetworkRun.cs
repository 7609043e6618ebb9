using Pipeline.Inference;
using Pipeline.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Export;

/// <summary>One input through each of the three: TorchSharp, the reference interpreter, ONNX Runtime. Results are plain arrays.</summary>
internal static class NetworkRun
{
    /// <summary>By TorchSharp, on the network's device and in its precision; outputs in the signature's order.</summary>
    public static IReadOnlyList<double[]> Torch(ExportableNetwork network, ParityInput input, Action<string, double[]>? layers = null)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        TorchOps ops = layers is null
            ? TorchOps.Instance
            : new TorchOps(new LayerNames(network), (layer, value) => layers(layer, TensorValues.Doubles(value)));
        return [.. Outputs(network, input, ops).Select(TensorValues.Doubles)];
    }

    /// <summary>By TorchSharp, outputs in the signature's order as 32-bit floats with their shapes.</summary>
    public static IReadOnlyList<NamedTensor> TorchTensors(ExportableNetwork network, ParityInput input)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradient = no_grad();
        return [.. Outputs(network, input, TorchOps.Instance)
            .Select(output => new NamedTensor(Array.ConvertAll(TensorValues.Doubles(output), value => (float)value), output.shape))];
    }

    /// <summary>By the reference interpreter.</summary>
    public static IReadOnlyList<double[]> Reference(ExportableNetwork network, ParityInput input)
    {
        int[] shape = [.. input.Shape];
        ReferenceTensor[] tensors = [.. input.Values.Select(values => new ReferenceTensor(shape, Array.ConvertAll(values, value => (double)value)))];
        return [.. network.Run(new ReferenceOps(network), tensors).Select(result => result.Data)];
    }

    /// <summary>By ONNX Runtime; every output of the model by name.</summary>
    public static IReadOnlyDictionary<string, double[]> Onnx(OnnxRunner runner, Signature signature, ParityInput input)
    {
        long[] shape = [.. input.Shape.Select(size => (long)size)];
        Dictionary<string, NamedTensor> inputs = signature.Inputs.Zip(input.Values)
            .ToDictionary(pair => pair.First, pair => new NamedTensor(pair.Second, shape));
        return runner.RunNamed(inputs).ToDictionary(
            pair => pair.Key, pair => Array.ConvertAll(pair.Value.Values, value => (double)value), StringComparer.Ordinal);
    }

    private static IReadOnlyList<Tensor> Outputs(ExportableNetwork network, ParityInput input, TorchOps ops)
    {
        Tensor like = network.parameters().FirstOrDefault() ?? empty([0]);
        long[] shape = [.. input.Shape.Select(size => (long)size)];
        return network.Run(ops, [.. input.Values.Select(values => tensor(values, shape).to(like.dtype).to(like.device))]);
    }
}
