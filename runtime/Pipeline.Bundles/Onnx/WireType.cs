namespace Pipeline.Bundles;

/// <summary>How a protobuf field's value is laid out. Groups (3 and 4) are obsolete and not accepted.</summary>
internal enum WireType
{
    /// <summary>Base-128 number of at most 10 bytes.</summary>
    Varint = 0,

    /// <summary>8 bytes, little-endian.</summary>
    Fixed64 = 1,

    /// <summary>Length, then that many bytes: text, bytes, message or packed numbers.</summary>
    Bytes = 2,

    /// <summary>4 bytes, little-endian.</summary>
    Fixed32 = 5,
}
