using Pipeline.Networks;
using TorchSharp.Modules;
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
    private readonly ExportOptions _options;
    private readonly List<(string Key, Parameter Parameter)> _parameters;

    /// <summary>An interpreter that fills a graph.</summary>
    /// <param name="network">The network that will run; in evaluation mode.</param>
    /// <param name="graph">Receives nodes and constants.</param>
    /// <param name="options">Opset and target; the passes are not applied here.</param>
    public GraphOps(nn.Module network, OnnxGraph graph, ExportOptions? options = null)
    {
        _graph = graph;
        _names = new LayerNames(network);
        _options = options ?? ExportOptions.Default;
        _parameters = [.. network.named_parameters().Select(pair => (pair.Item1, pair.Item2))];
    }

    /// <inheritdoc/>
    public IDisposable Enter(nn.Module block) => _names.Enter(block);

    /// <inheritdoc/>
    public void CheckInput(ExportableNetwork network, Value x)
    {
        Signature s = network.Signature;
        if (x.Shape.All(size => size.Value is not null))
        {
            try
            {
                s.Check(network.GetName(), [.. x.Shape.Select(size => size.Value!.Value)]);
                return;
            }
            catch (ArgumentException e)
            {
                throw new ExportException("", e.Message);
            }
        }
        bool fits = x.Shape.Count == s.Dimensions + 2 && x.Shape[1].Value == s.InputChannels
            && x.Shape.Skip(2).All(size => size.IsMultipleOf(s.Divisibility)) && s.FixedShape is null;
        if (!fits)
        {
            string sizes = s.FixedShape is null ? $"{s.Dimensions} sizes that are multiples of {s.Divisibility}" : $"the sizes {string.Join('×', s.FixedShape)}";
            throw new ExportException(network.GetName(), $"found input {x}, expected {s.InputChannels} channel(s) and {sizes}.");
        }
    }

    /// <summary>Appends a node with one result and returns that result.</summary>
    /// <param name="layer">Layer name; also the result's name, unless <paramref name="part"/> is given.</param>
    /// <param name="opType">ONNX operator.</param>
    /// <param name="inputs">Names of values and constants.</param>
    /// <param name="shape">Shape of the result.</param>
    /// <param name="attributes">Parameters.</param>
    /// <param name="part">For operators of several nodes: what this one computes ("mean"); not for the last one.</param>
    /// <param name="type">Element type of the result.</param>
    private Value Emit(
        string layer, string opType, IEnumerable<string> inputs, IReadOnlyList<Dim> shape,
        IEnumerable<(string Name, NodeAttribute Value)>? attributes = null, string? part = null, ElementType type = ElementType.Float)
    {
        Value result = new(part is null ? layer : $"{layer}/{part}", type, shape);
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
    /// <param name="module">Owner.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="tensor">The numbers.</param>
    /// <param name="shape">Another shape for them, where the ONNX operator wants one.</param>
    private string Weight(nn.Module module, string name, Tensor tensor, long[]? shape = null)
    {
        string path = _names.PathOf(module);
        return Weight(path.Length == 0 ? name : $"{path}.{name}", tensor, shape ?? tensor.shape);
    }

    private string Weight(string key, Tensor tensor, long[] shape)
    {
        if (!_graph.Initializers.TryGetValue(key, out Initializer? there))
        {
            _graph.Initializers.Add(key, Initializer.Of(key, shape, TensorValues.Floats(tensor)));
        }
        else if (!there.Shape.SequenceEqual(shape))
        {
            throw new ExportException(key, $"found a use as {string.Join('×', shape)} beside one as {string.Join('×', there.Shape)}; use the layer on inputs of one rank.");
        }
        return key;
    }

    /// <summary>The name of a constant of the exporter's own; equal constants share one entry.</summary>
    private string Constant(string purpose, ReadOnlySpan<float> values) =>
        Constant($"{purpose}_{string.Join('_', values.ToArray())}", [values.Length], values);

    /// <summary>A list of whole numbers: sizes, axes, borders.</summary>
    private string Constant(string purpose, ReadOnlySpan<long> values)
    {
        string name = $"const/{purpose}_{string.Join('_', values.ToArray())}";
        _graph.Initializers.TryAdd(name, Initializer.Of(name, [values.Length], values));
        return name;
    }

    /// <summary>One number, of no axes.</summary>
    private string Scalar(double value) =>
        Constant(((float)value).ToString(System.Globalization.CultureInfo.InvariantCulture), [], [(float)value]);

    /// <summary>Floats of a shape, under a name that says what they are.</summary>
    private string Constant(string what, IReadOnlyList<long> shape, ReadOnlySpan<float> values)
    {
        string name = $"const/{what}";
        _graph.Initializers.TryAdd(name, Initializer.Of(name, shape, values));
        return name;
    }

    /// <summary>Refuses an operator that the chosen opset does not have.</summary>
    private void RequireOpset(string layer, string what, int opset)
    {
        if (_options.Opset < opset)
        {
            throw new ExportException(layer, $"{what} needs opset {opset}, found {_options.Opset}; export with opset {opset} or higher.");
        }
    }

    /// <summary>Where an axis stands when negative ones count from the end.</summary>
    private static int Axis(string layer, Value x, int axis)
    {
        int found = axis < 0 ? axis + x.Shape.Count : axis;
        return found >= 0 && found < x.Shape.Count
            ? found
            : throw new ExportException(layer, $"found axis {axis}, expected {-x.Shape.Count} to {x.Shape.Count - 1} for {x}.");
    }

    private static int[] Axes(string layer, Value x, ReadOnlySpan<int> axes) => axes.Length > 0
        ? [.. axes.ToArray().Select(axis => Axis(layer, x, axis)).Order()]
        : throw new ExportException(layer, "found no axes, expected one or more.");
}
