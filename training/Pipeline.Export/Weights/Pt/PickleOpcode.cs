namespace Pipeline.Export;

/// <summary>The opcodes of pickle protocol 2 that a saved state_dict consists of. A pickle with any other is refused.</summary>
internal enum PickleOpcode : byte
{
    /// <summary>Remembers the height of the stack.</summary>
    Mark = (byte)'(',

    /// <summary>Pops and returns the result.</summary>
    Stop = (byte)'.',

    /// <summary>A float64, big-endian.</summary>
    BinFloat = (byte)'G',

    /// <summary>An int32.</summary>
    BinInt = (byte)'J',

    /// <summary>An unsigned byte.</summary>
    BinInt1 = (byte)'K',

    /// <summary>An unsigned 16-bit number.</summary>
    BinInt2 = (byte)'M',

    /// <summary>None.</summary>
    None = (byte)'N',

    /// <summary>A storage, by the tuple on the stack.</summary>
    BinPersId = (byte)'Q',

    /// <summary>Calls a global with a tuple: here, one of the four known ones.</summary>
    Reduce = (byte)'R',

    /// <summary>Text: length as uint32, UTF-8.</summary>
    BinUnicode = (byte)'X',

    /// <summary>Appends one object to a list.</summary>
    Append = (byte)'a',

    /// <summary>Gives an object attributes: here only OrderedDict, whose attributes are dropped.</summary>
    Build = (byte)'b',

    /// <summary>A global by two lines, module and name.</summary>
    Global = (byte)'c',

    /// <summary>Appends the objects above the mark to a list.</summary>
    Appends = (byte)'e',

    /// <summary>Pushes a remembered object, index in a byte.</summary>
    BinGet = (byte)'h',

    /// <summary>Pushes a remembered object, index in a uint32.</summary>
    LongBinGet = (byte)'j',

    /// <summary>Remembers the top object, index in a byte.</summary>
    BinPut = (byte)'q',

    /// <summary>Remembers the top object, index in a uint32.</summary>
    LongBinPut = (byte)'r',

    /// <summary>Puts one pair into a dict.</summary>
    SetItem = (byte)'s',

    /// <summary>A tuple of the objects above the mark.</summary>
    Tuple = (byte)'t',

    /// <summary>Puts the pairs above the mark into a dict.</summary>
    SetItems = (byte)'u',

    /// <summary>().</summary>
    EmptyTuple = (byte)')',

    /// <summary>[].</summary>
    EmptyList = (byte)']',

    /// <summary>{}.</summary>
    EmptyDict = (byte)'}',

    /// <summary>The protocol's number.</summary>
    Proto = 0x80,

    /// <summary>A tuple of one.</summary>
    Tuple1 = 0x85,

    /// <summary>A tuple of two.</summary>
    Tuple2 = 0x86,

    /// <summary>A tuple of three.</summary>
    Tuple3 = 0x87,

    /// <summary>True.</summary>
    NewTrue = 0x88,

    /// <summary>False.</summary>
    NewFalse = 0x89,

    /// <summary>A whole number: its length in a byte, two's complement little-endian.</summary>
    Long1 = 0x8a,
}
