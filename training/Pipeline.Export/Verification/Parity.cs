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
        OnnxSummary summary = OnnxWalk.Check(model);
        IReadOnlyList<ParityInput> random = options.RandomInputs(network.Signature, summary.FixedShape);
        ParityInput[] inputs = [.. random, .. options.Given];
        OutputTally[] tallies = [.. network.Signature.Outputs.Select(_ => new OutputTally(options.Threshold))];
        using (OnnxRunner runner = new(model, options.Device, options.Threads))
        {
            foreach (ParityInput input in inputs)
            {
                IReadOnlyList<double[]> expected = NetworkRun.Torch(network, input);
                IReadOnlyDictionary<string, double[]> found = NetworkRun.Onnx(runner, network.Signature, input);
                for (int i = 0; i < tallies.Length; i++)
                {
                    tallies[i].Add(expected[i], found.GetValueOrDefault(network.Signature.Outputs[i]) ?? [], input);
                }
            }
        }
        OutputDifference[] outputs = Outputs(network, random[0], tallies);
        ParityInput? suspect = tallies.FirstOrDefault(tally => !(tally.Difference.Relative <= options.Tolerance))?.Worst;
        LayerDivergence? divergence = LayerComparison.First(network, model, random[0], options)
            ?? (suspect is null ? null : LayerComparison.First(network, model, suspect, options));
        return new ParityResult(Evidence(summary, inputs, outputs), outputs, divergence, Failures(outputs, divergence, options));
    }

    private static OutputDifference[] Outputs(ExportableNetwork network, ParityInput smallest, OutputTally[] tallies)
    {
        IReadOnlyList<double[]> reference = NetworkRun.Reference(network, smallest), torch = NetworkRun.Torch(network, smallest);
        return [.. tallies.Select((tally, i) =>
        {
            OutputTally both = new(threshold: null);
            both.Add(reference[i], torch[i], smallest);
            return new OutputDifference(network.Signature.Outputs[i], tally.Difference, tally.LabelAgreement, both.Difference);
        })];
    }

    private static List<string> Failures(
        OutputDifference[] outputs, LayerDivergence? divergence, ParityOptions options)
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
            if (output.LabelAgreement is { } agreement && !(agreement >= options.MinLabelAgreement))
            {
                failures.Add($"output {output.Name}: {agreement:P3} of the labels agree, expected {options.MinLabelAgreement:P3}");
            }
            if (!(output.Reference.Relative <= options.Tolerance))
            {
                failures.Add($"output {output.Name}: TorchSharp and the reference interpreter differ by {output.Reference.Relative:E1} of the range");
            }
        }
        return failures;
    }

    private static ParityFile Evidence(OnnxSummary model, ParityInput[] inputs, OutputDifference[] outputs) => new()
    {
        Inputs = inputs.Length,
        Sizes = [.. inputs.Select(input => input.Shape.Skip(2).ToArray()).DistinctBy(size => string.Join('×', size))],
        MaxAbs = outputs[0].Difference.MaxAbs,
        MeanAbs = outputs[0].Difference.MeanAbs,
        LogitRange = outputs[0].Difference.Range,
        RelativeMax = outputs[0].Difference.Relative,
        LabelAgreement = outputs[0].LabelAgreement ?? 1,
        Opset = (int)model.Opset,
        Runtime = OnnxRuntimeGuard.Name,
        Backend = TorchBackend.Description,
        Outputs = outputs.ToDictionary(output => output.Name, Evidence, StringComparer.Ordinal),
    };

    private static ParityOutput Evidence(OutputDifference output) => new()
    {
        MaxAbs = output.Difference.MaxAbs,
        MeanAbs = output.Difference.MeanAbs,
        Range = output.Difference.Range,
        RelativeMax = output.Difference.Relative,
        LabelAgreement = output.LabelAgreement,
    };
}
