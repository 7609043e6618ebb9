using System.Buffers.Binary;

namespace Pipeline.Imaging.Formats;

/// <summary>
/// The CRC-32 of gzip and PNG (reflected polynomial 0xEDB88320), eight bytes per step. The base library's streams do not
/// report a wrong or missing gzip checksum on every path, and PNG needs one per chunk.
/// </summary>
public static class Crc32
{
    private static readonly uint[] Tables = BuildTables();

    /// <summary>Continues a checksum; start with 0.</summary>
    public static uint Append(uint crc, ReadOnlySpan<byte> bytes)
    {
        var t = Tables;
        crc = ~crc;
        while (bytes.Length >= 8)
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(bytes) ^ crc;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = t[1792 + (byte)low] ^ t[1536 + (byte)(low >> 8)] ^ t[1280 + (byte)(low >> 16)] ^ t[1024 + (low >> 24)]
                ^ t[768 + (byte)high] ^ t[512 + (byte)(high >> 8)] ^ t[256 + (byte)(high >> 16)] ^ t[high >> 24];
            bytes = bytes[8..];
        }
        foreach (var b in bytes)
            crc = (crc >> 8) ^ t[(byte)(crc ^ b)];
        return ~crc;
    }

    // Table k (256 entries from 256·k) advances a byte that is followed by k zero bytes.
    private static uint[] BuildTables()
    {
        var tables = new uint[8 * 256];
        for (var i = 0u; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320u : crc >> 1;
            tables[i] = crc;
        }
        for (var i = 256; i < tables.Length; i++)
            tables[i] = (tables[i - 256] >> 8) ^ tables[(byte)tables[i - 256]];
        return tables;
    }
}
