using Pipeline.Bundles;
using Pipeline.Inference;
using Pipeline.Networks;

namespace Pipeline.Export;

/// <summary>Records what the trained network gives for inputs that the runtime can make again from a seed.</summary>
internal static class RunRecorder
{
    /// <summary>One run per shape, by TorchSharp; none for a network of several inputs, which no bundle holds.</summary>
    /// <param name="network">The network as trained, in evaluation mode.</param>
    /// <param name="model">Its model file; one of fixed shape is run at that shape.</param>
    /// <param name="threshold">Of a network that gives maps: then no labels are counted.</param>
    public static IReadOnlyList<RecordedRun> Record(ExportableNetwork network, byte[] model, double? threshold)
    {
        if (network.Signature.Inputs.Count != 1)
        {
            return [];
        }
        IReadOnlyList<IReadOnlyList<int>> shapes = OnnxWalk.Check(model).FixedShape is { } only ? [only, only] : ParityOptions.RecordedShapes(network.Signature);
        return [.. shapes.Select((shape, i) => Run(network, shape, seed: i + 1, threshold))];
    }

    private static RecordedRun Run(ExportableNetwork network, IReadOnlyList<int> shape, long seed, double? threshold)
    {
        ParityInput input = new(shape, [RecordedRuns.Input(shape, seed)]);
        return new RecordedRun
        {
            Shape = shape,
            Seed = seed,
            Outputs = network.Signature.Outputs.Zip(NetworkRun.TorchTensors(network, input))
                .ToDictionary(pair => pair.First, pair => Brief(pair.Second, input, seed, threshold), StringComparer.Ordinal),
        };
    }

    private static RecordedOutput Brief(NamedTensor output, ParityInput input, long seed, double? threshold)
    {
        int[] shape = [.. output.Shape.Select(size => (int)size)];
        bool labels = threshold is null && shape.Length == input.Shape.Count && shape[1] > 1 && LabelAgreement.IsMap(output.Values.Length, input.Shape);
        return RecordedRuns.Brief(output.Values, shape, seed, labels);
    }
}
