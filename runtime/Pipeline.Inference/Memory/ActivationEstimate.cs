namespace Pipeline.Inference;

/// <summary>
/// Works out how many bytes of activations a network holds at once for an input of a given size. The graph is walked in its
/// order with every tensor's shape; a tensor lives until its last reader, and a node's outputs and workspace beside its inputs.
/// </summary>
internal sealed class ActivationEstimate
{
    private readonly Dictionary<string, TensorFacts> _stored = new(StringComparer.Ordinal);
    private readonly List<GraphNode> _nodes = [];
    private readonly HashSet<string> _views = new(StringComparer.Ordinal);
    private readonly HashSet<string> _outputs = new(StringComparer.Ordinal);
    private readonly string _input;

    /// <summary><paramref name="model"/> is an .onnx file that passed the walk; bytes that are none hold the input alone.</summary>
    public ActivationEstimate(ReadOnlySpan<byte> model, string input)
    {
        _input = input;
        var reader = new WireReader(model);
        while (reader.Next())
        {
            if (reader.Field == 7)
                ReadGraph(reader.Body);
        }
    }

    /// <summary>What is known of every tensor for an input of <paramref name="shape"/>, by name.</summary>
    public IReadOnlyDictionary<string, TensorFacts> Facts(params long[] shape)
    {
        var facts = new Dictionary<string, TensorFacts>(_stored, StringComparer.Ordinal) { [_input] = new TensorFacts(shape, ElementTypes.Float) };
        foreach (GraphNode node in _nodes)
        {
            foreach ((string name, TensorFacts output) in node.Outputs.Zip(ShapeRules.Outputs(node, [.. node.Inputs.Select(facts.GetValueOrDefault)])))
                facts[name] = output;
        }

        return facts;
    }

    /// <summary>Bytes at the worst moment for an input of <paramref name="shape"/>, [N,C,H,W], the input included.</summary>
    public long Bytes(params long[] shape)
    {
        IReadOnlyDictionary<string, TensorFacts> facts = Facts(shape);
        Dictionary<string, int> lastReader = LastReaders();
        double live = facts[_input].Bytes;
        double peak = live;
        for (int i = 0; i < _nodes.Count; i++)
        {
            GraphNode node = _nodes[i];
            live += node.Outputs.Sum(Held);
            peak = Math.Max(peak, live + Workspace(node, facts));
            live -= node.Inputs.Concat(node.Outputs).Distinct(StringComparer.Ordinal).Where(name => lastReader.GetValueOrDefault(name, -1) <= i).Sum(Held);
        }

        return (long)Math.Min(peak, 1L << 60);

        // Weights belong to the model, views to what they look at; an output without a name is not made.
        double Held(string name) => name.Length == 0 || _stored.ContainsKey(name) || _views.Contains(name) ? 0 : facts[name].Bytes;
    }

    private void ReadGraph(ReadOnlySpan<byte> graph)
    {
        var reader = new WireReader(graph);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1:
                    _nodes.Add(GraphNode.Read(reader.Body));
                    if (IsView(_nodes[^1]))
                        _views.UnionWith(_nodes[^1].Outputs);
                    break;
                case 5:
                    StoredTensor tensor = StoredTensor.Read(reader.Body);
                    _stored[tensor.Name] = tensor.Facts;
                    break;
                case 12: _outputs.Add(ReadName(reader.Body)); break;
            }
        }
    }

    private static string ReadName(ReadOnlySpan<byte> value)
    {
        var reader = new WireReader(value);
        while (reader.Next())
        {
            if (reader.Field == 1)
                return System.Text.Encoding.UTF8.GetString(reader.Body);
        }

        return "";
    }

    /// <summary>The node after which each tensor is free; one that others look at through a view lives as long as these.</summary>
    private Dictionary<string, int> LastReaders()
    {
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < _nodes.Count; i++)
        {
            foreach (string name in _nodes[i].Inputs)
                last[name] = i;
        }

        foreach (string name in _outputs)
            last[name] = int.MaxValue;
        foreach (GraphNode node in Enumerable.Reverse(_nodes).Where(IsView))
            last[node.Inputs[0]] = Math.Max(last[node.Inputs[0]], node.Outputs.Max(name => last.GetValueOrDefault(name, -1)));
        return last;
    }

    /// <summary>ONNX Runtime gives the output of these the memory of their input.</summary>
    private static bool IsView(GraphNode node) => node.Operator is "Reshape" or "Squeeze" or "Unsqueeze" or "Flatten" or "Identity";

    /// <summary>Bytes that a kernel of the processor takes for itself while it runs.</summary>
    private static double Workspace(GraphNode node, IReadOnlyDictionary<string, TensorFacts> facts) => node.Operator switch
    {
        _ => 0,
    };
}
