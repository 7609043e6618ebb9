using System.Runtime.InteropServices;
using System.Text;

namespace Pipeline.Inference;

/// <summary>Shape of a stored tensor, and its values where they are a few floats (the scales of a Resize).</summary>
internal sealed record StoredTensor(string Name, long[] Dims, float[] Floats)
{
    private const int FewBytes = 64;

    /// <summary>Reads a TensorProto.</summary>
    public static StoredTensor Read(ReadOnlySpan<byte> message)
    {
        string name = "";
        List<long> dims = [];
        List<float> floats = [];
        var reader = new WireReader(message);
        while (reader.Next())
        {
            if (reader.Field == 1 && reader.Body.IsEmpty)
            {
                dims.Add((long)reader.Value);
            }
            else if (reader.Field == 1)
            {
                var packed = new PackedVarints(reader.Body);
                while (packed.Next(out long dim))
                    dims.Add(dim);
            }
            else if (reader.Field == 8)
            {
                name = Encoding.UTF8.GetString(reader.Body);
            }
            else if (reader.Field is 4 or 9 && reader.Body.Length is > 0 and <= FewBytes)
            {
                floats.AddRange(MemoryMarshal.Cast<byte, float>(reader.Body));
            }
            else if (reader.Field == 4 && reader.Body.IsEmpty)
            {
                floats.Add(BitConverter.UInt32BitsToSingle((uint)reader.Value));
            }
        }

        return new StoredTensor(name, [.. dims], [.. floats]);
    }
}
