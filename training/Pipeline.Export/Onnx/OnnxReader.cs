using System.Text;

namespace Pipeline.Export;

/// <summary>
/// Reads the nodes of a model file, and adds outputs to one. It serves comparisons of models that the exporter made;
/// the checks that make a stranger's file safe are those of the bundle's own walk.
/// </summary>
internal static class OnnxReader
{
    public static IReadOnlyList<OnnxNode> Nodes(ReadOnlySpan<byte> model)
    {
        List<OnnxNode> nodes = [];
        for (ProtoReader outer = new(model); outer.Next();)
        {
            if (outer.Field != 7)
            {
                continue;
            }
            for (ProtoReader graph = new(outer.Payload); graph.Next();)
            {
                if (graph.Field == 1)
                {
                    nodes.Add(Node(graph.Payload));
                }
            }
        }
        return nodes;
    }

    /// <summary>
    /// The model with further values as outputs. A message that occurs twice is merged by every protobuf reader, so a second graph
    /// with nothing but outputs is appended and the model's own bytes stay as they are.
    /// </summary>
    public static byte[] WithOutputs(byte[] model, IEnumerable<string> values)
    {
        ProtoMessage graph = new();
        foreach (string value in values)
        {
            graph.Message(12, OnnxWriter.ValueInfo(value, ElementType.Float, shape: null));
        }
        ProtoMessage tail = new ProtoMessage().Message(7, graph);
        byte[] bytes = new byte[model.Length + tail.Length];
        model.CopyTo(bytes, 0);
        tail.CopyTo(bytes.AsSpan(model.Length));
        return bytes;
    }

    private static OnnxNode Node(ReadOnlySpan<byte> bytes)
    {
        List<string> inputs = [], outputs = [];
        string opType = "", layers = "";
        for (ProtoReader node = new(bytes); node.Next();)
        {
            switch (node.Field)
            {
                case 1: inputs.Add(Encoding.UTF8.GetString(node.Payload)); break;
                case 2: outputs.Add(Encoding.UTF8.GetString(node.Payload)); break;
                case 4: opType = Encoding.UTF8.GetString(node.Payload); break;
                case 6: layers = Encoding.UTF8.GetString(node.Payload); break;
                default: break;
            }
        }
        return new OnnxNode(opType, layers.Split(", ")[^1], inputs, outputs.Count > 0 ? outputs[0] : "");
    }
}
