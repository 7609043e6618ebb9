using System.Text;

namespace Pipeline.Inference;

/// <summary>What the estimate of activations needs of a node.</summary>
internal sealed record GraphNode(
    string Operator,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs,
    IReadOnlyDictionary<string, long[]> Integers,
    IReadOnlyDictionary<string, string> Texts,
    TensorFacts? Value)
{
    /// <summary>Reads a NodeProto.</summary>
    public static GraphNode Read(ReadOnlySpan<byte> message)
    {
        List<string> inputs = [];
        List<string> outputs = [];
        var integers = new Dictionary<string, long[]>(StringComparer.Ordinal);
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        TensorFacts? value = null;
        string op = "";
        var reader = new WireReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: inputs.Add(Encoding.UTF8.GetString(reader.Body)); break;
                case 2: outputs.Add(Encoding.UTF8.GetString(reader.Body)); break;
                case 4: op = Encoding.UTF8.GetString(reader.Body); break;
                case 5: value = ReadAttribute(reader.Body, integers, texts) ?? value; break;
            }
        }

        return new GraphNode(op, inputs, outputs, integers, texts, value);
    }

    /// <summary>A list such as strides; null where the node has none.</summary>
    public long[]? List(string attribute) => Integers.GetValueOrDefault(attribute);

    /// <summary>A number such as axis.</summary>
    public long Integer(string attribute, long otherwise) => List(attribute) is [long value, ..] ? value : otherwise;

    /// <summary>A word such as the padding mode; empty where the node has none.</summary>
    public string Text(string attribute) => Texts.GetValueOrDefault(attribute, "");

    /// <summary>Notes one attribute; gives the tensor that it holds, or the numbers of a Constant as one.</summary>
    private static TensorFacts? ReadAttribute(ReadOnlySpan<byte> message, Dictionary<string, long[]> integers, Dictionary<string, string> texts)
    {
        string name = "";
        string text = "";
        TensorFacts? tensor = null;
        List<long> values = [];
        List<double> floats = [];
        var reader = new WireReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: name = Encoding.UTF8.GetString(reader.Body); break;
                case 2: floats.Add(BitConverter.UInt32BitsToSingle((uint)reader.Value)); break;
                case 3 or 8: reader.AddVarints(values); break;
                case 4: text = Encoding.UTF8.GetString(reader.Body); break;
                case 5: tensor = StoredTensor.Read(reader.Body).Facts; break;
                case 7: StoredTensor.AddFloats(reader, floats); break;
            }
        }

        integers[name] = [.. values];
        texts[name] = text;
        return name switch
        {
            "value_int" or "value_float" => new TensorFacts([], ElementTypes.Int64, [.. values, .. floats]),
            "value_ints" or "value_floats" => TensorFacts.Sizes([.. values, .. floats]),
            _ => tensor,
        };
    }
}
