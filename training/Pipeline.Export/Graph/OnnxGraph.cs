namespace Pipeline.Export;

/// <summary>A dataflow graph in execution order, as GraphOps builds it and passes rewrite it.</summary>
public sealed class OnnxGraph(string name)
{
    /// <summary>Name of the network.</summary>
    public string Name { get; } = name;

    /// <summary>Inputs in the order of the signature.</summary>
    public List<Value> Inputs { get; } = [];

    /// <summary>Outputs in the order of the signature.</summary>
    public List<Value> Outputs { get; } = [];

    /// <summary>Operator calls; each uses only what stands before it.</summary>
    public List<Node> Nodes { get; } = [];

    /// <summary>Constants by name, in order of first use.</summary>
    public OrderedDictionary<string, Initializer> Initializers { get; } = new(StringComparer.Ordinal);

    /// <summary>Type and shape of every operator result.</summary>
    public Dictionary<string, Value> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>The node that computes a value, or null for inputs and constants.</summary>
    public Node? Producer(string value) => Nodes.Find(node => node.Outputs.Contains(value));

    /// <summary>Nodes that read a value or constant.</summary>
    public IReadOnlyList<Node> Consumers(string value) => Nodes.FindAll(node => node.Inputs.Contains(value));

    /// <summary>Lets everything that reads one value read another.</summary>
    public void Redirect(string from, string to)
    {
        foreach (Node consumer in Consumers(from))
        {
            for (int i = 0; i < consumer.Inputs.Count; i++)
            {
                consumer.Inputs[i] = consumer.Inputs[i] == from ? to : consumer.Inputs[i];
            }
        }
    }

    /// <summary>True when the value leaves the graph.</summary>
    public bool IsOutput(string value) => Outputs.Exists(output => output.Name == value);
}
