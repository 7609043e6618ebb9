using System.Runtime.InteropServices;
using System.Text;

namespace Pipeline.Inference;

/// <summary>Shape of a stored tensor, and its values where they are few numbers (scales, sizes, axes).</summary>
internal sealed record StoredTensor(string Name, TensorFacts Facts)
{
    /// <summary>Reads a TensorProto.</summary>
    public static StoredTensor Read(ReadOnlySpan<byte> message)
    {
        string name = "";
        int type = 0;
        List<long> dims = [];
        List<double> typed = [];
        ReadOnlySpan<byte> raw = default;
        var reader = new WireReader(message);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case 1: reader.AddVarints(dims); break;
                case 2: type = (int)reader.Value; break;
                case 4: AddFloats(reader, typed); break;
                case 5 or 7:
                    List<long> integers = [];
                    reader.AddVarints(integers);
                    typed.AddRange(integers.Select(value => (double)value));
                    break;
                case 8: name = Encoding.UTF8.GetString(reader.Body); break;
                case 9: raw = reader.Body; break;
            }
        }

        var facts = new TensorFacts([.. dims], type);
        return new StoredTensor(name, facts.Count > TensorFacts.MaxValues ? facts : facts with { Values = Values(typed, raw, type, (int)facts.Count) });
    }

    internal static void AddFloats(WireReader reader, List<double> values)
    {
        if (reader.Body.IsEmpty)
            values.Add(BitConverter.UInt32BitsToSingle((uint)reader.Value));
        foreach (float value in MemoryMarshal.Cast<byte, float>(reader.Body))
            values.Add(value);
    }

    private static double[]? Values(List<double> typed, ReadOnlySpan<byte> raw, int type, int count)
    {
        double[]? values = typed.Count > 0 || count == 0 ? [.. typed] : type switch
        {
            ElementTypes.Float => [.. MemoryMarshal.Cast<byte, float>(raw).ToArray().Select(value => (double)value)],
            ElementTypes.Int64 => [.. MemoryMarshal.Cast<byte, long>(raw).ToArray().Select(value => (double)value)],
            6 => [.. MemoryMarshal.Cast<byte, int>(raw).ToArray().Select(value => (double)value)],
            _ => null,
        };
        return values?.Length == count ? values : null;
    }
}
