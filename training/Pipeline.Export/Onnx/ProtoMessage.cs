using System.Buffers.Binary;
using System.Text;

namespace Pipeline.Export;

/// <summary>
/// A protobuf message being written: fields in the order of the calls, lengths known before the bytes are copied. Large payloads are
/// referenced, never copied, until <see cref="CopyTo"/>.
/// </summary>
internal sealed class ProtoMessage
{
    private const int Varint = 0, LengthDelimited = 2, Fixed32 = 5;

    private readonly List<ReadOnlyMemory<byte>> _parts = [];

    /// <summary>Bytes of the message.</summary>
    public long Length { get; private set; }

    public ProtoMessage Int(int field, long value)
    {
        Span<byte> bytes = stackalloc byte[20];
        int length = WriteVarint(bytes, Tag(field, Varint));
        length += WriteVarint(bytes[length..], unchecked((ulong)value));
        Add(bytes[..length].ToArray());
        return this;
    }

    public ProtoMessage Ints(int field, IEnumerable<long> values)
    {
        foreach (long value in values)
        {
            Int(field, value);
        }
        return this;
    }

    public ProtoMessage Float(int field, float value)
    {
        Span<byte> bytes = stackalloc byte[14];
        int length = WriteVarint(bytes, Tag(field, Fixed32));
        BinaryPrimitives.WriteSingleLittleEndian(bytes[length..], value);
        Add(bytes[..(length + 4)].ToArray());
        return this;
    }

    public ProtoMessage Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public ProtoMessage Bytes(int field, ReadOnlyMemory<byte> value)
    {
        Header(field, value.Length);
        Add(value);
        return this;
    }

    public ProtoMessage Message(int field, ProtoMessage message)
    {
        Header(field, message.Length);
        _parts.AddRange(message._parts);
        Length += message.Length;
        return this;
    }

    public void CopyTo(Span<byte> destination)
    {
        foreach (ReadOnlyMemory<byte> part in _parts)
        {
            part.Span.CopyTo(destination);
            destination = destination[part.Length..];
        }
    }

    private static ulong Tag(int field, int wireType) => ((ulong)field << 3) | (uint)wireType;

    private static int WriteVarint(Span<byte> bytes, ulong value)
    {
        int length = 0;
        while (value >= 0x80)
        {
            bytes[length++] = (byte)(value | 0x80);
            value >>= 7;
        }
        bytes[length++] = (byte)value;
        return length;
    }

    private void Header(int field, long length)
    {
        Span<byte> bytes = stackalloc byte[20];
        int count = WriteVarint(bytes, Tag(field, LengthDelimited));
        count += WriteVarint(bytes[count..], (ulong)length);
        Add(bytes[..count].ToArray());
    }

    private void Add(ReadOnlyMemory<byte> part)
    {
        _parts.Add(part);
        Length += part.Length;
    }
}
