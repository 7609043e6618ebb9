namespace Pipeline.Export;

/// <summary>
/// Writes a graph as an ONNX ModelProto. Field numbers are those of onnx.proto; nothing in the file depends on time, machine or
/// dictionary order, so equal graphs give equal bytes.
/// </summary>
internal static class OnnxWriter
{
    /// <summary>Protobuf's limit for one message.</summary>
    private const long MaxBytes = int.MaxValue;

    public static byte[] Write(OnnxGraph graph, int opset, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        Version version = typeof(OnnxWriter).Assembly.GetName().Version ?? new Version(0, 0, 0);
        ProtoMessage model = new ProtoMessage()
            .Int(1, IrVersion(opset)).Text(2, "Pipeline.Export").Text(3, version.ToString(3))
            .Message(7, Graph(graph)).Message(8, new ProtoMessage().Text(1, "").Int(2, opset));
        foreach ((string key, string value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            model.Message(14, new ProtoMessage().Text(1, key).Text(2, value));
        }
        if (model.Length > MaxBytes)
        {
            throw new ExportException("", $"the model would have {model.Length:N0} bytes, more than the 2 GB that one ONNX file may hold; reduce the width.");
        }
        byte[] bytes = new byte[model.Length];
        model.CopyTo(bytes);
        return bytes;
    }

    /// <summary>A ValueInfoProto; a value without a shape is one that the reader has to infer.</summary>
    public static ProtoMessage ValueInfo(string name, ElementType type, IReadOnlyList<Dim>? shape)
    {
        ProtoMessage tensor = new ProtoMessage().Int(1, (int)type);
        if (shape is not null)
        {
            ProtoMessage dims = new();
            foreach (Dim dim in shape)
            {
                dims.Message(1, dim.Value is long size ? new ProtoMessage().Int(1, size) : new ProtoMessage().Text(2, dim.ToString()));
            }
            tensor.Message(2, dims);
        }
        return new ProtoMessage().Text(1, name).Message(2, new ProtoMessage().Message(1, tensor));
    }

    // The lowest IR version that may carry the opset: the widest set of readers.
    private static int IrVersion(int opset) => opset switch { <= 14 => 7, <= 18 => 8, <= 20 => 9, _ => 10 };

    private static ProtoMessage Graph(OnnxGraph graph)
    {
        ProtoMessage message = new();
        foreach (Node node in graph.Nodes)
        {
            message.Message(1, Node(node));
        }
        message.Text(2, graph.Name);
        foreach (Initializer constant in graph.Initializers.Values)
        {
            message.Message(5, new ProtoMessage()
                .Ints(1, constant.Shape).Int(2, (int)constant.Type).Text(8, constant.Name).Bytes(9, constant.Bytes));
        }
        graph.Inputs.ForEach(input => message.Message(11, ValueInfo(input.Name, input.Type, input.Shape)));
        graph.Outputs.ForEach(output => message.Message(12, ValueInfo(output.Name, output.Type, output.Shape)));
        return message;
    }

    private static ProtoMessage Node(Node node)
    {
        ProtoMessage message = new();
        node.Inputs.ForEach(name => message.Text(1, name));
        node.Outputs.ForEach(name => message.Text(2, name));
        message.Text(3, node.Outputs[0]).Text(4, node.OpType);
        foreach ((string name, NodeAttribute value) in node.Attributes)
        {
            message.Message(5, Attribute(name, value));
        }
        return message.Text(6, node.Layer);
    }

    private static ProtoMessage Attribute(string name, NodeAttribute value)
    {
        ProtoMessage message = new ProtoMessage().Text(1, name);
        return value switch
        {
            NodeAttribute.Float real => message.Float(2, real.Value).Int(20, 1),
            NodeAttribute.Int whole => message.Int(3, whole.Value).Int(20, 2),
            NodeAttribute.Text word => message.Text(4, word.Value).Int(20, 3),
            NodeAttribute.Ints list => message.Ints(8, list.Values).Int(20, 7),
            _ => throw new InvalidOperationException($"Attribute {name} is a {value.GetType().Name}, which the writer does not know."),
        };
    }
}
