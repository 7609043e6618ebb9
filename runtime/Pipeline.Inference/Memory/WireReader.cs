using System.Buffers.Binary;

namespace Pipeline.Inference;

/// <summary>
/// Steps through the fields of a protobuf message whose wire format was checked before (<c>OnnxWalk.Check</c>); a message that
/// was not ends early.
/// </summary>
internal ref struct WireReader(ReadOnlySpan<byte> message)
{
    private ReadOnlySpan<byte> _rest = message;

    /// <summary>Number of the current field.</summary>
    public int Field { get; private set; }

    /// <summary>Value of a varint or fixed field.</summary>
    public ulong Value { get; private set; }

    /// <summary>Body of a length-delimited field.</summary>
    public ReadOnlySpan<byte> Body { get; private set; }

    /// <summary>Goes to the next field.</summary>
    public bool Next()
    {
        if (_rest.IsEmpty || !Varint(out ulong key))
            return false;
        Field = (int)(key >> 3);
        Body = default;
        Value = 0;
        switch (key & 7)
        {
            case 0:
                bool read = Varint(out ulong value);
                Value = value;
                return read;
            case 1:
                return Fixed(8);
            case 2:
                if (!Varint(out ulong length) || length > (ulong)_rest.Length)
                    return false;
                Body = _rest[..(int)length];
                _rest = _rest[(int)length..];
                return true;
            case 5:
                return Fixed(4);
            default:
                return false;
        }
    }

    /// <summary>Adds the integers of the current field, be it one or a packed list.</summary>
    public readonly void AddVarints(List<long> values)
    {
        if (Body.IsEmpty)
        {
            values.Add((long)Value);
            return;
        }

        var packed = new PackedVarints(Body);
        while (packed.Next(out long value))
            values.Add(value);
    }

    private bool Fixed(int bytes)
    {
        if (_rest.Length < bytes)
            return false;
        Value = bytes == 8 ? BinaryPrimitives.ReadUInt64LittleEndian(_rest) : BinaryPrimitives.ReadUInt32LittleEndian(_rest);
        _rest = _rest[bytes..];
        return true;
    }

    private bool Varint(out ulong value)
    {
        value = 0;
        for (int i = 0; i < 10 && i < _rest.Length; i++)
        {
            value |= (ulong)(_rest[i] & 0x7F) << (7 * i);
            if (_rest[i] < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
