using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace Pipeline.Bundles;

/// <summary>
/// Forward reader of one protobuf message over memory that is not trusted. Every length is compared with what is left of its
/// parent before it is used; nothing is allocated but the texts that are asked for. It is stricter than protobuf itself:
/// a value of the wrong wire type and a second value of a single-valued field are errors, where protobuf would skip or merge
/// them (and another reader might then see another model than the one that was checked).
/// </summary>
internal ref struct ProtoReader(ReadOnlySpan<byte> message, WalkContext walk)
{
    private readonly ReadOnlySpan<byte> _message = message;
    private readonly WalkContext _walk = walk;
    private int _origin;
    private int _depth;
    private int _at;
    private ulong _seen;

    /// <summary>Number of the field that <see cref="Next"/> stopped at.</summary>
    public int Field { get; private set; }

    /// <summary>Layout of its value.</summary>
    public WireType Wire { get; private set; }

    /// <summary>Goes to the next field; false at the end of the message. The value must be read before the next call.</summary>
    public bool Next()
    {
        if (_at == _message.Length) { return false; }
        ulong tag = RawVarint();
        ulong field = tag >> 3;
        if (field is 0 or > 0x1FFF_FFFF) { throw Fail($"field number {field}, expected 1 to 536870911"); }
        Field = (int)field;
        Wire = (WireType)(tag & 7);
        if (Wire is not (WireType.Varint or WireType.Fixed64 or WireType.Bytes or WireType.Fixed32)) { throw Fail($"wire type {(int)Wire}, expected 0, 1, 2 or 5"); }
        return true;
    }

    /// <summary>The same as <see cref="Next"/> for a field that may come once only; call before reading the value.</summary>
    public void Once(string name)
    {
        // All single-valued fields that the walk accepts have numbers below 64.
        ulong bit = 1UL << Field;
        if ((_seen & bit) != 0) { throw Fail($"{name} appears twice, expected once"); }
        _seen |= bit;
    }

    /// <summary>A number of up to 64 bits, two's complement.</summary>
    public long Int64()
    {
        Expect(WireType.Varint);
        return unchecked((long)RawVarint());
    }

    /// <summary>A number that must fit 32 bits; protobuf would cut it silently.</summary>
    public int Int32()
    {
        long value = Int64();
        return value is >= int.MinValue and <= int.MaxValue ? (int)value : throw Fail($"number {value}, expected 32 bits");
    }

    /// <summary>A 4-byte floating-point number.</summary>
    public float Float()
    {
        Expect(WireType.Fixed32);
        return BinaryPrimitives.ReadSingleLittleEndian(Take(4));
    }

    /// <summary>An 8-byte value that is only counted.</summary>
    public void SkipFixed64()
    {
        Expect(WireType.Fixed64);
        Take(8);
    }

    /// <summary>The bytes of a length-delimited field.</summary>
    public ReadOnlySpan<byte> Bytes()
    {
        Expect(WireType.Bytes);
        ulong length = RawVarint();
        int left = _message.Length - _at;
        if (length > (ulong)left) { throw Fail($"field {Field} claims {length} bytes, but {left} are left in its message"); }
        return Take((int)length);
    }

    /// <summary>A reader for the message in this field.</summary>
    public ProtoReader Message()
    {
        ReadOnlySpan<byte> bytes = Bytes();
        int depth = _depth + 1;
        if (depth > _walk.Policy.MaxNesting) { throw Fail($"messages are nested deeper than {_walk.Policy.MaxNesting}"); }
        return new ProtoReader(bytes, _walk) { _origin = _origin + _at - bytes.Length, _depth = depth };
    }

    /// <summary>The numbers of a packed field, to be read with <see cref="NextPackedInt64"/> or counted by length.</summary>
    public ProtoReader Packed() => Message();

    /// <summary>The next number of a packed field.</summary>
    public bool NextPackedInt64(out long value)
    {
        value = 0;
        if (_at == _message.Length) { return false; }
        value = unchecked((long)RawVarint());
        return true;
    }

    /// <summary>Text: valid UTF-8 of at most <paramref name="maxBytes"/> bytes, without NUL.</summary>
    public string Text(string name, int maxBytes)
    {
        ReadOnlySpan<byte> bytes = Bytes();
        if (bytes.Length > maxBytes) { throw _walk.Fail("text", $"{name} has {bytes.Length} bytes, expected at most {maxBytes}"); }
        if (!Utf8.IsValid(bytes) || bytes.Contains((byte)0)) { throw _walk.Fail("text", $"{name} is not valid UTF-8 text"); }
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>The error for a field that the walk does not accept in this message.</summary>
    public BundleException Unknown(string message) =>
        _walk.Fail("unknown-field", $"{message} holds field {Field} (byte {_origin + _at}), which is not accepted; export the model with opset 17 and plain ONNX");

    private ulong RawVarint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            if (_at == _message.Length) { throw Fail("a number runs past the end of its message"); }
            byte part = _message[_at++];
            if (shift == 63 && part > 1) { break; }
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80) { return value; }
        }
        throw Fail("a number is longer than 64 bits");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _message.Length - _at) { throw Fail($"a value of {count} bytes runs past the end of its message"); }
        ReadOnlySpan<byte> bytes = _message.Slice(_at, count);
        _at += count;
        return bytes;
    }

    private readonly void Expect(WireType wire)
    {
        if (Wire != wire) { throw Fail($"field {Field} has wire type {(int)Wire}, expected {(int)wire}"); }
    }

    private readonly BundleException Fail(string message) =>
        _walk.Fail("wire", $"not a valid ONNX file: at byte {_origin + _at}, {message}");
}
