using System.Buffers.Binary;

namespace Pipeline.Export;

/// <summary>Signatures, fixed sizes and numbers of the zip format (PKWARE's APPNOTE 6.3, sections 4.3 and 4.5).</summary>
internal static class Zip
{
    /// <summary>Before the data of each entry; 30 bytes, then name and extra field.</summary>
    public const uint LocalSignature = 0x04034b50;

    /// <summary>An entry of the directory; 46 bytes, then name, extra field and comment.</summary>
    public const uint EntrySignature = 0x02014b50;

    /// <summary>The end of the directory; 22 bytes, then a comment.</summary>
    public const uint EndSignature = 0x06054b50;

    /// <summary>20 bytes before the end, where there is one with 64-bit numbers.</summary>
    public const uint LocatorSignature = 0x07064b50;

    /// <summary>The end with 64-bit numbers; 56 bytes.</summary>
    public const uint End64Signature = 0x06064b50;

    public const int LocalBytes = 30, EntryBytes = 46, EndBytes = 22, LocatorBytes = 20, End64Bytes = 56;

    public static ushort U16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    public static uint U32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    public static ulong U64(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64LittleEndian(bytes);
}
