using System.Buffers.Binary;
using System.Text;

namespace Pipeline.Export;

/// <summary>
/// Interprets the pickle of a <c>.pt</c> file: the opcodes of <see cref="PickleOpcode"/> and the globals of <see cref="PtObjects"/>,
/// everything else is refused. Nothing is looked up, imported or called.
/// </summary>
/// <remarks>
/// On the stack are null, bool, long, double, string, object[] (tuple), List (list), <see cref="PickleDict"/> and what
/// <see cref="PtObjects"/> makes. A step makes at most one small object, or as much text or tuple as it takes from the pickle or the
/// stack; nothing recurses. So the two limits below bound memory.
/// </remarks>
internal sealed class PickleMachine(byte[] pickle, PtObjects objects, string file)
{
    /// <summary>Limit of data.pkl; a tensor takes about 250 bytes.</summary>
    public const int MaxBytes = 16 << 20;

    private const int MaxSteps = 2_000_000;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly List<object?> _stack = [];
    private readonly List<int> _marks = [];
    private readonly Dictionary<uint, object?> _memo = [];
    private int _at;

    /// <summary>Runs to STOP and returns the one object that is left.</summary>
    public object? Run()
    {
        // A tensor takes about 40 opcodes.
        for (int step = 0; step < MaxSteps; step++)
        {
            PickleOpcode code = (PickleOpcode)Byte();
            if (code == PickleOpcode.Stop)
            {
                return _stack.Count == 1 && _marks.Count == 0 ? _stack[0] : throw Fault($"ends with {_stack.Count} objects on the stack, expected 1");
            }
            Step(code);
        }
        throw Fault($"has more than {MaxSteps} opcodes, the limit");
    }

    private void Step(PickleOpcode code)
    {
        switch (code)
        {
            case PickleOpcode.Proto: CheckProtocol(Byte()); break;
            case PickleOpcode.None: _stack.Add(null); break;
            case PickleOpcode.NewTrue: _stack.Add(true); break;
            case PickleOpcode.NewFalse: _stack.Add(false); break;
            case PickleOpcode.BinInt1: _stack.Add((long)Byte()); break;
            case PickleOpcode.BinInt2: _stack.Add((long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2))); break;
            case PickleOpcode.BinInt: _stack.Add((long)BinaryPrimitives.ReadInt32LittleEndian(Take(4))); break;
            case PickleOpcode.Long1: _stack.Add(Whole(Take(Byte()))); break;
            case PickleOpcode.BinFloat: _stack.Add(BinaryPrimitives.ReadDoubleBigEndian(Take(8))); break;
            case PickleOpcode.BinUnicode: _stack.Add(Text(Take(UInt32()))); break;
            case PickleOpcode.EmptyTuple: _stack.Add(Array.Empty<object?>()); break;
            case PickleOpcode.Tuple1: _stack.Add(Pop(1)); break;
            case PickleOpcode.Tuple2: _stack.Add(Pop(2)); break;
            case PickleOpcode.Tuple3: _stack.Add(Pop(3)); break;
            case PickleOpcode.Mark: _marks.Add(_stack.Count); break;
            case PickleOpcode.Tuple: _stack.Add(PopToMark()); break;
            case PickleOpcode.EmptyList: _stack.Add(new List<object?>()); break;
            case PickleOpcode.Append: Append(Pop(1)); break;
            case PickleOpcode.Appends: Append(PopToMark()); break;
            case PickleOpcode.EmptyDict: _stack.Add(new PickleDict()); break;
            case PickleOpcode.SetItem: SetItems(Pop(2)); break;
            case PickleOpcode.SetItems: SetItems(PopToMark()); break;
            case PickleOpcode.BinPut: _memo[Byte()] = Top(); break;
            case PickleOpcode.LongBinPut: _memo[UInt32()] = Top(); break;
            case PickleOpcode.BinGet: _stack.Add(Remembered(Byte())); break;
            case PickleOpcode.LongBinGet: _stack.Add(Remembered(UInt32())); break;
            case PickleOpcode.Global: _stack.Add(objects.Global(Line(), Line())); break;
            case PickleOpcode.BinPersId: _stack.Add(objects.Storage(Pop(1)[0])); break;
            case PickleOpcode.Reduce: Reduce(Pop(2)); break;
            case PickleOpcode.Build: DropAttributes(Pop(1)[0]); break;
            default: throw Fault($"has opcode 0x{(byte)code:x2}, which no state_dict needs");
        }
    }

    private void CheckProtocol(byte protocol)
    {
        if (protocol != 2)
        {
            throw Fault($"has protocol {protocol}, expected 2, which torch.save writes by default");
        }
    }

    private void Reduce(object?[] call) => _stack.Add(call is [PickleCallable callable, object?[] arguments]
        ? objects.Make(callable, arguments)
        : throw Fault("calls what is no known global"));

    /// <summary>The attributes of an OrderedDict: <c>_metadata</c>, the versions of the modules, which torch makes anew.</summary>
    private void DropAttributes(object? attributes)
    {
        if (attributes is not PickleDict || Top() is not PickleDict)
        {
            throw Fault("gives attributes to an object; only an OrderedDict may have them");
        }
    }

    private void Append(ReadOnlySpan<object?> items)
    {
        List<object?> list = Top() as List<object?> ?? throw Fault("appends to an object that is no list");
        list.AddRange(items);
    }

    private void SetItems(object?[] items)
    {
        PickleDict dict = Top() as PickleDict ?? throw Fault("puts a pair into an object that is no dict");
        if (items.Length % 2 != 0)
        {
            throw Fault("has a key without a value");
        }
        for (int i = 0; i < items.Length; i += 2)
        {
            object key = items[i] is string or long ? items[i]! : throw Fault("has a key that is neither text nor a whole number");
            if (!dict.TryAdd(key, items[i + 1]))
            {
                throw Fault($"has the key {WeightsException.Quote($"{key}")} twice");
            }
        }
    }

    private object? Top() => _stack.Count > Floor ? _stack[^1] : throw Fault("takes an object from an empty stack");

    // Objects below the last mark cannot be reached before the mark is taken.
    private int Floor => _marks is [.., int mark] ? mark : 0;

    private object?[] Pop(int count) => _stack.Count - Floor >= count ? PopFrom(_stack.Count - count) : throw Fault("takes an object from an empty stack");

    private object?[] PopToMark()
    {
        if (_marks is not [.., int mark])
        {
            throw Fault("takes objects to a mark that is not there");
        }
        _marks.RemoveAt(_marks.Count - 1);
        return PopFrom(mark);
    }

    private object?[] PopFrom(int begin)
    {
        object?[] items = _stack[begin..].ToArray();
        _stack.RemoveRange(begin, items.Length);
        return items;
    }

    private object? Remembered(uint index) => _memo.TryGetValue(index, out object? value) ? value : throw Fault($"recalls object {index}, which it has not stored");

    private byte Byte() => Take(1)[0];

    private uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    private ReadOnlySpan<byte> Take(uint count)
    {
        if (count > pickle.Length - _at)
        {
            throw Fault($"needs {count} bytes, {pickle.Length - _at} are left");
        }
        ReadOnlySpan<byte> taken = pickle.AsSpan(_at, (int)count);
        _at += (int)count;
        return taken;
    }

    private string Line()
    {
        int length = pickle.AsSpan(_at).IndexOf((byte)'\n');
        string line = Text(Take(length < 0 ? throw Fault("has a name without an end") : (uint)length));
        _at++;
        return line;
    }

    private string Text(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Fault("has text that is not UTF-8");
        }
    }

    /// <summary>Two's complement, little-endian, of up to 8 bytes.</summary>
    private long Whole(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > sizeof(long))
        {
            throw Fault($"has a whole number of {bytes.Length} bytes, expected at most {sizeof(long)}");
        }
        Span<byte> wide = stackalloc byte[sizeof(long)];
        wide.Fill(bytes is [.., >= 0x80] ? (byte)0xff : (byte)0);
        bytes.CopyTo(wide);
        return BinaryPrimitives.ReadInt64LittleEndian(wide);
    }

    private WeightsException Fault(string what) => new(file, $"data.pkl {what} (before byte {_at}); expected a state_dict saved by torch.save.");
}
