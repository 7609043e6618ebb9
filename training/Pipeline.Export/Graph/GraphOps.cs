using Pipeline.Networks;
using static TorchSharp.torch;

namespace Pipeline.Export;

/// <summary>
/// The export interpreter: every operator call appends ONNX node(s) to a graph. Weights become initialisers under their
/// state_dict keys; every node carries the layer name; sizes stay symbolic.
/// </summary>
public sealed partial class GraphOps : IOps<Value>
{
    private readonly OnnxGraph _graph;
    private readonly LayerNames _names;

    /// <summary>An interpreter that fills a graph.</summary>
    /// <param name="network">The network that will run; in evaluation mode.</param>
    /// <param name="graph">Receives nodes and constants.</param>
    public GraphOps(nn.Module network, OnnxGraph graph)
    {
        _graph = graph;
        _names = new LayerNames(network);
    }

    /// <inheritdoc/>
    public IDisposable Enter(nn.Module block) => _names.Enter(block);

    /// <inheritdoc/>
    public void CheckInput(ExportableNetwork network, Value x)
    {
        Signature s = network.Signature;
        bool fits = x.Shape.Count == s.Dimensions + 2 && x.Shape[1].Value == s.InputChannels
            && x.Shape.Skip(2).All(size => size.IsMultipleOf(s.Divisibility));
        if (!fits)
        {
            throw new ExportException(network.GetName(),
                $"found input {x}, expected {s.InputChannels} channel(s) and {s.Dimensions} sizes that are multiples of {s.Divisibility}.");
        }
    }

    /// <summary>Appends a node with one float result and returns that result.</summary>
    /// <param name="layer">Layer name; also the result's name, unless <paramref name="part"/> is given.</param>
    /// <param name="opType">ONNX operator.</param>
    /// <param name="inputs">Names of values and constants.</param>
    /// <param name="shape">Shape of the result.</param>
    /// <param name="attributes">Parameters.</param>
    /// <param name="part">For operators of several nodes: what this one computes ("mean"); not for the last one.</param>
    private Value Emit(
        string layer, string opType, IEnumerable<string> inputs, IReadOnlyList<Dim> shape,
        IEnumerable<(string Name, NodeAttribute Value)>? attributes = null, string? part = null)
    {
        Value result = new(part is null ? layer : $"{layer}/{part}", ElementType.Float, shape);
        Node node = new(opType, layer, inputs, [result.Name]);
        foreach ((string name, NodeAttribute value) in attributes ?? [])
        {
            node.Attributes.Add(name, value);
        }
        _graph.Nodes.Add(node);
        _graph.Values.Add(result.Name, result);
        return result;
    }

    /// <summary>The name of a module's weight, added to the graph at its first use: path + "." + name, as in state_dict.</summary>
    private string Weight(nn.Module module, string name, Tensor tensor)
    {
        string path = _names.PathOf(module);
        string key = path.Length == 0 ? name : $"{path}.{name}";
        if (!_graph.Initializers.ContainsKey(key))
        {
            _graph.Initializers.Add(key, Initializer.Of(key, tensor.shape, TensorValues.Floats(tensor)));
        }
        return key;
    }

    /// <summary>The name of a constant of the exporter's own; equal constants share one entry.</summary>
    private string Constant(string purpose, ReadOnlySpan<float> values)
    {
        string name = $"const/{purpose}_{string.Join('_', values.ToArray())}";
        if (!_graph.Initializers.ContainsKey(name))
        {
            _graph.Initializers.Add(name, Initializer.Of(name, [values.Length], values));
        }
        return name;
    }

    private static long[] Pair(long[] values) => values.Length == 1 ? [values[0], values[0]] : values;
}
