namespace Pipeline.Export;

/// <summary>
/// Folds a batch norm into the convolution, plain or transposed, before it. The convolution gives y = W∗x + b, the norm
/// z = (y − m) · s + β with s = g / √(v + ε) per output channel o. Both are affine in x, so z = W'∗x + b' with W' = W · s[o] for all
/// weights that lead to o, and b'[o] = (b[o] − m[o]) · s[o] + β[o]. Computed in double, rounded to float once.
/// </summary>
/// <remarks>
/// W' keeps the convolution's key, b' is <c>CONV.bias</c>, and the result keeps the norm's name. Declined where the norm does not
/// follow a convolution, where something else reads the convolution or its weights, and where a scale is not finite.
/// </remarks>
public sealed class BatchNormFolding : IPass
{
    /// <inheritdoc/>
    public PassReport Apply(OnnxGraph graph)
    {
        List<string> done = [], declined = [];
        foreach (Node norm in graph.Nodes.FindAll(node => node.OpType == "BatchNormalization"))
        {
            Node? convolution = graph.Producer(norm.Inputs[0]);
            string? reason = ReasonAgainst(graph, norm, convolution) ?? Fold(graph, norm, convolution!);
            if (reason is null)
            {
                done.Add(norm.Layer);
            }
            else
            {
                declined.Add($"{norm.Layer}: {reason}");
            }
        }
        return new PassReport(nameof(BatchNormFolding), done, declined);
    }

    private static string? ReasonAgainst(OnnxGraph graph, Node norm, Node? convolution)
    {
        if (convolution is not { OpType: "Conv" or "ConvTranspose" })
        {
            return $"its input comes from {convolution?.OpType ?? "outside the graph"}, not from a convolution";
        }
        if (graph.Consumers(norm.Inputs[0]).Count > 1 || graph.IsOutput(norm.Inputs[0]))
        {
            return $"the result of {convolution.Layer} is also used elsewhere";
        }
        foreach (string weight in convolution.Inputs.Skip(1))
        {
            if (!graph.Initializers.ContainsKey(weight))
            {
                return $"{weight} is computed, not constant";
            }
            if (graph.Consumers(weight).Count > 1)
            {
                return $"{weight} is shared with another layer";
            }
        }
        return null;
    }

    private static string? Fold(OnnxGraph graph, Node norm, Node convolution)
    {
        Initializer weight = graph.Initializers[convolution.Inputs[1]];
        int channels = graph.Initializers[norm.Inputs[1]].Floats().Length;
        ReadOnlySpan<float> g = Floats(1), beta = Floats(2), mean = Floats(3), variance = Floats(4);
        ReadOnlySpan<float> b = convolution.Inputs.Count > 2 ? graph.Initializers[convolution.Inputs[2]].Floats() : default;
        float epsilon = ((NodeAttribute.Float)norm.Attributes["epsilon"]).Value;

        float[] folded = weight.Floats().ToArray();
        float[] bias = new float[channels];
        double[] scales = new double[channels];
        for (int o = 0; o < channels; o++)
        {
            double scale = scales[o] = g[o] / Math.Sqrt((double)variance[o] + epsilon);
            if (!double.IsFinite(scale))
            {
                return $"the scale of channel {o} is {scale} (running variance {variance[o]}, epsilon {epsilon})";
            }
            bias[o] = (float)((((b.IsEmpty ? 0 : b[o]) - (double)mean[o]) * scale) + beta[o]);
        }
        for (int i = 0; i < folded.Length; i++)
        {
            folded[i] = (float)(folded[i] * scales[OutputChannel(convolution, weight.Shape, i)]);
        }

        string biasKey = BiasKey(weight.Name);
        graph.Initializers[weight.Name] = Initializer.Of(weight.Name, weight.Shape, folded);
        graph.Initializers[biasKey] = Initializer.Of(biasKey, [channels], bias);
        convolution.Inputs.RemoveRange(2, convolution.Inputs.Count - 2);
        convolution.Inputs.Add(biasKey);
        graph.Values.Remove(convolution.Outputs[0]);
        convolution.Outputs[0] = norm.Outputs[0];
        convolution.Layer = $"{convolution.Layer}, {norm.Layer}";
        graph.Nodes.Remove(norm);
        return null;

        ReadOnlySpan<float> Floats(int input) => graph.Initializers[norm.Inputs[input]].Floats();
    }

    /// <summary>The output channel that weight i leads to: [O,I/groups,…] of a convolution, [I,O/groups,…] of a transposed one.</summary>
    private static int OutputChannel(Node convolution, IReadOnlyList<long> shape, int i)
    {
        long taps = shape.Skip(2).Aggregate(1L, (product, size) => product * size), first = i / (taps * shape[1]);
        if (convolution.OpType == "Conv")
        {
            return (int)first;
        }
        long groups = ((NodeAttribute.Int)convolution.Attributes["group"]).Value, second = i / taps % shape[1];
        return (int)((first / (shape[0] / groups) * shape[1]) + second);
    }

    private static string BiasKey(string weightKey) =>
        (weightKey.EndsWith(".weight", StringComparison.Ordinal) ? weightKey[..^".weight".Length] : weightKey) + ".bias";
}
