using System.Buffers.Binary;

namespace Pipeline.Bundles.Tests;

/// <summary>A small valid model (Conv, Relu, Resize: image [n,1,h,w] → logits [n,4,h2,w2]) whose parts a test can replace or add to.</summary>
internal sealed class OnnxSample
{
    public long IrVersion { get; set; } = 8;

    public List<(string Domain, long Version)> Opsets { get; } = [("", 17)];

    public List<Proto> Inputs { get; } = [Value("image", "n", 1, "h", "w")];

    public List<Proto> Outputs { get; } = [Value("logits", "n", 4, "h2", "w2")];

    public List<Proto> Initialisers { get; } =
    [
        Floats("weight", [4, 1, 3, 3], new float[36]),
        Floats("scales", [4], [1, 1, 2, 2]),
    ];

    public List<Proto> Nodes { get; } =
    [
        Node("Conv", "conv", ["image", "weight"], ["a"], Ints("pads", 1, 1, 1, 1), Ints("kernel_shape", 3, 3)),
        Node("Relu", "relu", ["a"], ["b"]),
        Node("Resize", "up", ["b", "", "scales"], ["logits"], TextAttribute("mode", "nearest")),
    ];

    public Dictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    /// <summary>More fields of the graph.</summary>
    public Proto GraphMore { get; } = new();

    /// <summary>More fields of the model.</summary>
    public Proto ModelMore { get; } = new();

    public static byte[] WithCard(Card card)
    {
        var sample = new OnnxSample();
        sample.Metadata[Card.MetadataKey] = card.ToModelJson();
        return sample.ToArray();
    }

    public byte[] ToArray()
    {
        // Nodes come first as the exporters of this world write them: the walk must look ahead for names.
        var graph = new Proto();
        foreach (Proto node in Nodes) { graph.Message(1, node); }
        graph.Text(2, "sample");
        foreach (Proto tensor in Initialisers) { graph.Message(5, tensor); }
        foreach (Proto value in Inputs) { graph.Message(11, value); }
        foreach (Proto value in Outputs) { graph.Message(12, value); }
        graph.Raw(GraphMore.ToArray());
        var model = new Proto().Varint(1, IrVersion).Text(2, "sample").Text(3, "1.0").Message(7, graph);
        foreach ((string domain, long version) in Opsets) { model.Message(8, new Proto().Text(1, domain).Varint(2, version)); }
        foreach ((string key, string value) in Metadata) { model.Message(14, Entry(key, value)); }
        return model.Raw(ModelMore.ToArray()).ToArray();
    }

    public static Proto Entry(string key, string value) => new Proto().Text(1, key).Text(2, value);

    public static Proto Value(string name, params object[] dims)
    {
        var shape = new Proto();
        foreach (object dim in dims)
        {
            shape.Message(1, dim is string free ? new Proto().Text(2, free) : new Proto().Varint(1, Convert.ToInt64(dim)));
        }
        return new Proto().Text(1, name).Message(2, new Proto().Message(1, new Proto().Varint(1, 1).Message(2, shape)));
    }

    public static Proto Node(string type, string name, string[] inputs, string[] outputs, params Proto[] attributes)
    {
        var node = new Proto();
        foreach (string input in inputs) { node.Text(1, input); }
        foreach (string output in outputs) { node.Text(2, output); }
        node.Text(3, name).Text(4, type);
        foreach (Proto attribute in attributes) { node.Message(5, attribute); }
        return node;
    }

    public static Proto Ints(string name, params long[] values)
    {
        Proto attribute = new Proto().Text(1, name).Varint(20, 7);
        foreach (long value in values) { attribute.Varint(8, value); }
        return attribute;
    }

    public static Proto TextAttribute(string name, string value) => new Proto().Text(1, name).Varint(20, 3).Text(4, value);

    public static Proto TensorAttribute(string name, Proto tensor) => new Proto().Text(1, name).Varint(20, 4).Message(5, tensor);

    /// <summary>name, dims and data_type; the payload is the caller's.</summary>
    public static Proto Tensor(string name, long[] dims, int type)
    {
        var tensor = new Proto();
        foreach (long dim in dims) { tensor.Varint(1, dim); }
        return tensor.Varint(2, type).Text(8, name);
    }

    public static Proto Floats(string name, long[] dims, float[] values)
    {
        byte[] raw = new byte[4 * values.Length];
        for (int i = 0; i < values.Length; i++) { BinaryPrimitives.WriteSingleLittleEndian(raw.AsSpan(4 * i), values[i]); }
        return Tensor(name, dims, 1).Bytes(9, raw);
    }

    public static Proto Longs(string name, params long[] values)
    {
        var packed = new Proto();
        foreach (long value in values) { packed.Number(unchecked((ulong)value)); }
        return Tensor(name, [values.Length], 7).Bytes(7, packed.ToArray());
    }
}
