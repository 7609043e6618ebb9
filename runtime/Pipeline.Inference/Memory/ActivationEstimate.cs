namespace Pipeline.Inference;

/// <summary>
/// Estimates how many bytes of activations a 2-D convolutional network holds at once, per pixel of its input. The graph is
/// walked in its order; each tensor has channels and an area relative to the input, and lives until its last reader.
/// </summary>
internal sealed class ActivationEstimate
{
    private readonly Dictionary<string, StoredTensor> _stored = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Extent> _extents = new(StringComparer.Ordinal);
    private readonly List<GraphNode> _nodes = [];

    private ActivationEstimate(ReadOnlySpan<byte> model, string input, int channels)
    {
        var reader = new WireReader(model);
        while (reader.Next())
        {
            if (reader.Field == 7)
                ReadGraph(reader.Body);
        }

        _extents[input] = new Extent(channels, 1);
    }

    /// <summary>Peak bytes per input pixel and slice; <paramref name="model"/> is an .onnx file that passed the walk.</summary>
    public static double BytesPerPixel(ReadOnlySpan<byte> model, string input, int channels) =>
        new ActivationEstimate(model, input, channels).Peak() * sizeof(float);

    private void ReadGraph(ReadOnlySpan<byte> graph)
    {
        var reader = new WireReader(graph);
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                _nodes.Add(GraphNode.Read(reader.Body));
            }
            else if (reader.Field == 5)
            {
                StoredTensor tensor = StoredTensor.Read(reader.Body);
                _stored[tensor.Name] = tensor;
            }
        }
    }

    /// <summary>Values per input pixel at the worst moment; outputs of a node live beside its inputs.</summary>
    private double Peak()
    {
        var lastReader = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < _nodes.Count; i++)
        {
            foreach (string name in _nodes[i].Inputs)
                lastReader[name] = i;
        }

        double live = _extents.Values.Sum(e => e.Values);
        double peak = live;
        for (int i = 0; i < _nodes.Count; i++)
        {
            Extent output = Output(_nodes[i]);
            foreach (string name in _nodes[i].Outputs)
            {
                _extents[name] = output;
                live += output.Values;
            }

            peak = Math.Max(peak, live);
            foreach (string name in _nodes[i].Inputs.Distinct(StringComparer.Ordinal))
            {
                if (lastReader[name] == i && _extents.TryGetValue(name, out Extent done))
                    live -= done.Values;
            }
        }

        return peak;
    }

    private Extent Output(GraphNode node)
    {
        Extent[] inputs = [.. node.Inputs.Where(_extents.ContainsKey).Select(name => _extents[name])];
        if (inputs.Length == 0)
            return default; // made of constants only
        Extent first = inputs[0];
        double area = inputs.Max(e => e.Area);
        return node.Operator switch
        {
            "Conv" => new Extent(Weights(node, 0) ?? first.Channels, first.Area / node.Product("strides")),
            "ConvTranspose" => new Extent((Weights(node, 1) ?? first.Channels) * node.Product("group"), first.Area * node.Product("strides")),
            "MaxPool" or "AveragePool" => new Extent(first.Channels, first.Area / node.Product("strides")),
            "GlobalAveragePool" or "GlobalMaxPool" or "Shape" => new Extent(first.Channels, 0),
            "Resize" or "Upsample" => new Extent(first.Channels, first.Area * Scale(node)),
            "Concat" => new Extent(inputs.Sum(e => e.Channels), area),
            _ => new Extent(inputs.Max(e => e.Channels), area),
        };
    }

    private double? Weights(GraphNode node, int axis) =>
        node.Inputs.Count > 1 && _stored.TryGetValue(node.Inputs[1], out StoredTensor? weights) && weights.Dims.Length > axis ? weights.Dims[axis] : null;

    /// <summary>Growth of the area by a Resize with stored scales; where they are unknown, back to the input's own size at least.</summary>
    private double Scale(GraphNode node)
    {
        foreach (string name in node.Inputs.Skip(1))
        {
            if (_stored.TryGetValue(name, out StoredTensor? scales) && scales.Floats.Length == 4)
                return (double)scales.Floats[2] * scales.Floats[3];
        }

        return 1 / _extents[node.Inputs[0]].Area;
    }

    /// <summary>Channels, and pixels relative to the network's input.</summary>
    private readonly record struct Extent(double Channels, double Area)
    {
        public double Values => Channels * Area;
    }
}
