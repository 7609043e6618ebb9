using System.Text;

namespace Pipeline.Inference;

/// <summary>What the estimate of activations needs of a node.</summary>
internal sealed record GraphNode(string Operator, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyDictionary<string, long[]> Integers)
{
    /// <summary>Reads a NodeProto.</summary>
    public static GraphNode Read(ReadOnlySpan<byte> message)
    {
        List<string> inputs = [];
        List<string> outputs = [];
        var integers = new Dictionary<string, long[]>(StringComparer.Ordinal);
        string op = "";
        var reader = new WireReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1)
                inputs.Add(Encoding.UTF8.GetString(reader.Body));
            else if (reader.Field == 2)
                outputs.Add(Encoding.UTF8.GetString(reader.Body));
            else if (reader.Field == 4)
                op = Encoding.UTF8.GetString(reader.Body);
            else if (reader.Field == 5)
                ReadAttribute(reader.Body, integers);
        }

        return new GraphNode(op, inputs, outputs, integers);
    }

    /// <summary>Product of an integer list such as strides; 1 where the node has none.</summary>
    public long Product(string attribute) =>
        Integers.TryGetValue(attribute, out long[]? values) ? values.Aggregate(1L, (product, value) => product * Math.Max(1, value)) : 1;

    private static void ReadAttribute(ReadOnlySpan<byte> message, Dictionary<string, long[]> integers)
    {
        string name = "";
        List<long> values = [];
        var reader = new WireReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1)
            {
                name = Encoding.UTF8.GetString(reader.Body);
            }
            else if (reader.Field is 3 or 8 && reader.Body.IsEmpty)
            {
                values.Add((long)reader.Value);
            }
            else if (reader.Field == 8)
            {
                var packed = new PackedVarints(reader.Body);
                while (packed.Next(out long value))
                    values.Add(value);
            }
        }

        integers[name] = [.. values];
    }
}
