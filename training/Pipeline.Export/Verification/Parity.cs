using Pipeline.Bundles;
using Pipeline.Inference;
using Pipeline.Networks;

namespace Pipeline.Export;

/// <summary>Proves that an exported model is its network: outputs on several inputs, labels, layers, and the reference interpreter.</summary>
public static class Parity
{
    /// <summary>Compares a network in evaluation mode with a model file.</summary>
    /// <param name="network">The network as trained.</param>
    /// <param name="model">Bytes of the ONNX file.</param>
    /// <param name="options">Inputs and tolerances.</param>
    /// <returns>The verdict; it does not throw for a model that differs.</returns>
    /// <exception cref="ModelException">The model does not load or run at all.</exception>
    public static ParityResult Check(ExportableNetwork network, byte[] model, ParityOptions? options = null)
    {
        options ??= ParityOptions.Default;
        IReadOnlyList<ParityInput> random = options.RandomInputs(network.Signature);
        ParityInput[] inputs = [.. random, .. options.Given];
        Dictionary<string, (Difference Difference, double Agreement, int Count)> sums = new(StringComparer.Ordinal);
        ParityInput? suspect = null;
        using (OnnxRunner runner = new(model, options.Device, options.Threads))
        {
            foreach (ParityInput input in inputs)
            {
                IReadOnlyList<double[]> expected = NetworkRun.Torch(network, input);
                IReadOnlyDictionary<string, double[]> found = NetworkRun.Onnx(runner, network.Signature, input);
                foreach ((string name, double[] values) in network.Signature.Outputs.Zip(expected))
                {
                    Difference difference = Add(sums, name, values, found.GetValueOrDefault(name) ?? [], input);
                    suspect ??= difference.Relative <= options.Tolerance ? null : input;
                }
            }
        }
        OutputDifference[] outputs = [.. network.Signature.Outputs.Select(name =>
            new OutputDifference(name, sums[name].Difference, sums[name].Agreement))];
        Difference reference = Difference.Of(NetworkRun.Reference(network, random[0])[0], NetworkRun.Torch(network, random[0])[0]);
        LayerDivergence? divergence = LayerComparison.First(network, model, random[0], options)
            ?? (suspect is null ? null : LayerComparison.First(network, model, suspect, options));
        return new ParityResult(
            Evidence(network, model, inputs, outputs[0]), outputs, reference, divergence, Failures(outputs, reference, divergence, options));
    }

    /// <summary>Adds one output of one input to the sums; returns the difference on this input alone.</summary>
    private static Difference Add(
        Dictionary<string, (Difference Difference, double Agreement, int Count)> sums, string name,
        double[] expected, double[] found, ParityInput input)
    {
        Difference difference = Difference.Of(expected, found);
        double agreement = LabelAgreement.Of(expected, found, input.Shape);
        if (!sums.TryGetValue(name, out (Difference Difference, double Agreement, int Count) sum))
        {
            sums[name] = (difference, agreement, expected.Length);
            return difference;
        }
        double weight = (double)expected.Length / (expected.Length + sum.Count);
        sums[name] = (
            sum.Difference.Joined(difference, weight), ((1 - weight) * sum.Agreement) + (weight * agreement), sum.Count + expected.Length);
        return difference;
    }

    private static List<string> Failures(
        OutputDifference[] outputs, Difference reference, LayerDivergence? divergence, ParityOptions options)
    {
        List<string> failures = [];
        if (divergence is not null)
        {
            failures.Add($"first difference at {divergence}");
        }
        foreach (OutputDifference output in outputs)
        {
            if (!(output.Difference.Relative <= options.Tolerance))
            {
                failures.Add($"output {output.Name}: |Δ| is {output.Difference.Relative:E1} of its range, allowed {options.Tolerance:E1}");
            }
            if (!(output.LabelAgreement >= options.MinLabelAgreement))
            {
                failures.Add($"output {output.Name}: {output.LabelAgreement:P3} of the labels agree, expected {options.MinLabelAgreement:P3}");
            }
        }
        if (!(reference.Relative <= options.Tolerance))
        {
            failures.Add($"TorchSharp and the reference interpreter differ by {reference.Relative:E1} of the range");
        }
        return failures;
    }

    private static ParityFile Evidence(ExportableNetwork network, byte[] model, ParityInput[] inputs, OutputDifference main) => new()
    {
        Inputs = inputs.Length,
        Sizes = [.. inputs.Select(input => input.Shape.Skip(2).ToArray()).DistinctBy(size => string.Join('×', size))],
        MaxAbs = main.Difference.MaxAbs,
        MeanAbs = main.Difference.MeanAbs,
        LogitRange = main.Difference.Range,
        RelativeMax = main.Difference.Relative,
        LabelAgreement = main.LabelAgreement,
        Opset = (int)OnnxWalk.Check(model).Opset,
        Runtime = OnnxRuntimeGuard.Name,
        Backend = TorchBackend.Description,
    };
}
