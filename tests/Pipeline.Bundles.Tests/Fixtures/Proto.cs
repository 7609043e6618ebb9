using System.Buffers.Binary;
using System.Text;

namespace Pipeline.Bundles.Tests;

/// <summary>Writes one protobuf message, field by field; also wrong ones, which is its purpose.</summary>
internal sealed class Proto
{
    private readonly MemoryStream _stream = new();

    public Proto Varint(int field, long value) => Tag(field, 0).Number(unchecked((ulong)value));

    public Proto Fixed32(int field, float value)
    {
        Tag(field, 5);
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        _stream.Write(bytes);
        return this;
    }

    public Proto Text(int field, string text) => Bytes(field, Encoding.UTF8.GetBytes(text));

    public Proto Message(int field, Proto message) => Bytes(field, message.ToArray());

    public Proto Bytes(int field, ReadOnlySpan<byte> bytes)
    {
        Tag(field, 2).Number((ulong)bytes.Length);
        _stream.Write(bytes);
        return this;
    }

    /// <summary>Bytes as they are, for what no honest writer makes.</summary>
    public Proto Raw(params byte[] bytes)
    {
        _stream.Write(bytes);
        return this;
    }

    public Proto Tag(int field, int wire) => Number(((ulong)field << 3) | (uint)wire);

    public Proto Number(ulong value)
    {
        while (value >= 0x80)
        {
            _stream.WriteByte((byte)(value | 0x80));
            value >>= 7;
        }
        _stream.WriteByte((byte)value);
        return this;
    }

    public byte[] ToArray() => _stream.ToArray();
}
