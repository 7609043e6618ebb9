using System.Globalization;
using System.Runtime.InteropServices;

namespace Pipeline.Inference.Tests;

/// <summary>Writes small networks of any operators: input <c>image</c> [n,C,h,w], opset 17, IR 8.</summary>
internal sealed class GraphModel(int channels)
{
    private readonly ProtoWriter _graph = new();
    private readonly List<(string Name, long[] Shape)> _outputs = [];
    private int _count;

    /// <summary>Version of the operator set.</summary>
    public int Opset { get; init; } = 17;

    /// <summary>
    /// Adds a node with one output and gives its name. Attributes as <c>axis=1</c> (number), <c>pads=1,1</c> or <c>axes=2,</c>
    /// (list) and <c>mode=linear</c> (text).
    /// </summary>
    public string Node(string type, string[] inputs, params string[] attributes) => Nodes(type, inputs, 1, attributes)[0];

    /// <summary>Adds a node with several outputs.</summary>
    public string[] Nodes(string type, string[] inputs, int outputs, params string[] attributes)
    {
        string[] names = [.. Enumerable.Range(0, outputs).Select(_ => $"{type}_{_count++}")];
        _graph.Message(1, node =>
        {
            foreach (string input in inputs)
                node.Text(1, input);
            foreach (string name in names)
                node.Text(2, name);
            node.Text(4, type);
            foreach (string attribute in attributes)
                node.Message(5, body => Attribute(body, attribute.Split('=', 2)));
        });
        return names;
    }

    /// <summary>Weights, a different number each, of both signs.</summary>
    public string Weights(params long[] shape) =>
        Floats(shape, [.. Enumerable.Range(0, (int)shape.Aggregate(1L, (a, b) => a * b)).Select(i => MathF.Sin(1.7f * (i + 1)) / 8)]);

    public string Floats(long[] shape, float[] values) => Tensor(1, shape, MemoryMarshal.AsBytes<float>(values));

    /// <summary>A list of whole numbers.</summary>
    public string Longs(params long[] values) => Tensor(7, [values.Length], MemoryMarshal.AsBytes<long>(values));

    /// <summary>A whole number without axes.</summary>
    public string Long(long value) => Tensor(7, [], MemoryMarshal.AsBytes<long>([value]));

    /// <summary>Makes a value an output under a name of its own; the shape has −1 where it is free.</summary>
    public void Output(string value, string name, params long[] shape)
    {
        _graph.Message(1, node => node.Text(1, value).Text(2, name).Text(4, "Identity"));
        _outputs.Add((name, shape));
    }

    public byte[] ToBytes(IReadOnlyDictionary<string, string>? metadata = null)
    {
        _graph.Text(2, "test").Message(11, value => Value(value, "image", [-1, channels, -1, -1]));
        foreach ((string name, long[] shape) in _outputs)
            _graph.Message(12, value => Value(value, name, shape));
        ProtoWriter model = new ProtoWriter().Varint(1, 8).Bytes(7, _graph.ToArray()).Message(8, opset => opset.Text(1, "").Varint(2, Opset));
        foreach ((string key, string value) in metadata ?? new Dictionary<string, string>())
            model.Message(14, entry => entry.Text(1, key).Text(2, value));
        return model.ToArray();
    }

    private string Tensor(int type, long[] shape, ReadOnlySpan<byte> raw)
    {
        string name = $"w{_count++}";
        byte[] bytes = raw.ToArray();
        _graph.Message(5, tensor =>
        {
            foreach (long axis in shape)
                tensor.Varint(1, axis);
            tensor.Varint(2, type).Text(8, name).Bytes(9, bytes);
        });
        return name;
    }

    private static void Attribute(ProtoWriter body, string[] parts)
    {
        body.Text(1, parts[0]);
        string[] items = parts[1].Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (!items.All(item => long.TryParse(item, CultureInfo.InvariantCulture, out _)))
        {
            body.Text(4, parts[1]).Varint(20, 3);
            return;
        }

        bool isList = parts[1].Contains(',', StringComparison.Ordinal);
        foreach (string item in items)
            body.Varint(isList ? 8 : 3, long.Parse(item, CultureInfo.InvariantCulture));
        body.Varint(20, isList ? 7 : 2);
    }

    private static void Value(ProtoWriter value, string name, long[] shape) => value.Text(1, name).Message(2, type => type.Message(1, tensor => tensor
        .Varint(1, 1)
        .Message(2, dims =>
        {
            for (int axis = 0; axis < shape.Length; axis++)
            {
                int at = axis;
                dims.Message(1, dim => _ = shape[at] < 0 ? dim.Text(2, $"{name}_{at}") : dim.Varint(1, shape[at]));
            }
        })));
}
