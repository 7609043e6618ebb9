using Pipeline.Inference;
using Pipeline.Networks;

namespace Pipeline.Export;

/// <summary>
/// Compares every intermediate result that model and network share, on one input, in the order of the model. Sees what outputs can
/// hide: a wrong weight behind a small one, a wrong layer before a large bias.
/// </summary>
internal static class LayerComparison
{
    /// <summary>The first layer beyond the tolerance, or null.</summary>
    public static LayerDivergence? First(ExportableNetwork network, byte[] model, ParityInput input, ParityOptions options)
    {
        Dictionary<string, double[]> expected = new(StringComparer.Ordinal);
        NetworkRun.Torch(network, input, (layer, values) => expected[layer] = values);

        HashSet<string> outputs = new(network.Signature.Outputs, StringComparer.Ordinal);
        // A layer of several nodes is given by the last of them.
        OnnxNode[] nodes = [.. OnnxReader.Nodes(model).Where(node => expected.ContainsKey(node.Layer))
            .GroupBy(node => node.Layer).Select(group => group.Last())];
        byte[] extended = OnnxReader.WithOutputs(model, nodes.Select(node => node.Output).Where(name => !outputs.Contains(name)));
        using OnnxRunner runner = new(extended, options.Device, options.Threads);
        IReadOnlyDictionary<string, double[]> found = NetworkRun.Onnx(runner, network.Signature, input);

        Dictionary<string, double> ranges = signatureRanges(network, input);
        foreach (OnnxNode node in nodes)
        {
            Difference difference = Difference.Of(expected[node.Layer], found[node.Output]);
            // Rounding is relative to what a layer reads: a ReLU that lets almost nothing through is measured by its input. A hundredth
            // of the largest size, at tolerance 1e-4 sixteen roundings, serves statistics, which may all be alike.
            double size = expected[node.Layer].Max(Math.Abs);
            double range = Math.Max(Math.Max(difference.Range, ranges.GetValueOrDefault(node.Inputs[0])), size / 100);
            // A maximum or mean over an image, and what is computed from it, is as exact as the image; few numbers have hardly a range of their own.
            bool few = 16 * expected[node.Layer].Length <= input.Values[0].Length;
            ranges[node.Output] = few ? range : difference.Range;
            double relative = difference.MaxAbs == 0 ? 0 : difference.MaxAbs / range;
            if (!(relative <= options.Tolerance))
            {
                string[] inputs = [.. node.Inputs.Where(name => found.ContainsKey(name) || network.Signature.Inputs.Contains(name))];
                return new LayerDivergence(node.Layer, node.OpType, inputs, relative);
            }
        }
        return null;

        static Dictionary<string, double> signatureRanges(ExportableNetwork network, ParityInput input) =>
            network.Signature.Inputs.Zip(input.Values).ToDictionary(
                pair => pair.First, pair => (double)pair.Second.Max() - pair.Second.Min(), StringComparer.Ordinal);
    }
}
