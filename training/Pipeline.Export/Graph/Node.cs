namespace Pipeline.Export;

/// <summary>One ONNX operator call. Passes rewrite its lists in place.</summary>
public sealed class Node(string opType, string layer, IEnumerable<string> inputs, IEnumerable<string> outputs)
{
    /// <summary>Operator of the default domain, "Conv".</summary>
    public string OpType { get; } = opType;

    /// <summary>
    /// The layer(s) of the network that this node computes, comma-separated in order ("Conv1.conv.0, Conv1.conv.1" after folding);
    /// written as <c>doc_string</c>.
    /// </summary>
    public string Layer { get; set; } = layer;

    /// <summary>Names of values and initialisers; "" = an optional input left out.</summary>
    public List<string> Inputs { get; } = [.. inputs];

    /// <summary>Names of the results; the first one names the node.</summary>
    public List<string> Outputs { get; } = [.. outputs];

    /// <summary>Parameters, sorted by name.</summary>
    public SortedDictionary<string, NodeAttribute> Attributes { get; } = new(StringComparer.Ordinal);
}
