using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using Pipeline.Imaging.Formats;

namespace Pipeline.Export;

/// <summary>
/// Writes the zip of a <c>.pt</c> file: stored entries in the folder "archive", data aligned to 64 bytes as torch does it (for mapping into
/// memory), every time stamp 1980-01-01 00:00. Up to 4 GB; beyond that the format would need 64-bit numbers.
/// </summary>
internal sealed class PtArchiveWriter(Stream stream)
{
    private const int Alignment = 64;
    private const ushort FirstOfJanuary1980 = (1 << 5) | 1, VersionNeeded = 10;

    /// <summary>Torch's own id of the field that only pads.</summary>
    private const ushort PaddingId = 'F' | ('B' << 8);

    private readonly ArrayBufferWriter<byte> _directory = new();
    private long _position;
    private int _count;

    /// <summary>Appends an entry.</summary>
    public void Add(string name, ReadOnlySpan<byte> data)
    {
        byte[] path = Encoding.ASCII.GetBytes("archive/" + name);
        int padding = (int)(-(_position + Zip.LocalBytes + path.Length + 4) & (Alignment - 1));
        long end = _position + Zip.LocalBytes + path.Length + 4 + padding + data.Length;
        if (end > uint.MaxValue || _count == ushort.MaxValue - 1)
        {
            throw new WeightsException(name, $"more than 4 GB or {ushort.MaxValue - 1} entries do not fit a .pt file; write .safetensors instead.");
        }
        uint crc = Crc32.Append(0, data);
        // Version, flags, method (stored), time, date, CRC, both sizes, length of the name: the same in both headers.
        byte[] common = new byte[24];
        Span<byte> at = common;
        BinaryPrimitives.WriteUInt16LittleEndian(at, VersionNeeded);
        BinaryPrimitives.WriteUInt16LittleEndian(at[8..], FirstOfJanuary1980);
        BinaryPrimitives.WriteUInt32LittleEndian(at[10..], crc);
        BinaryPrimitives.WriteUInt32LittleEndian(at[14..], (uint)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(at[18..], (uint)data.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(at[22..], (ushort)path.Length);

        _directory.Write([.. U32(Zip.EntrySignature), .. U16(VersionNeeded), .. common, .. new byte[12], .. U32((uint)_position), .. path]);
        Put([.. U32(Zip.LocalSignature), .. common, .. U16((ushort)(4 + padding)), .. path, .. U16(PaddingId), .. U16((ushort)padding), .. new byte[padding]]);
        Put(data);
        _count++;
    }

    /// <summary>Writes the directory.</summary>
    public void Finish()
    {
        ushort count = (ushort)_count;
        uint begin = (uint)_position;
        Put(_directory.WrittenSpan);
        Put([.. U32(Zip.EndSignature), .. new byte[4], .. U16(count), .. U16(count), .. U32((uint)_directory.WrittenCount), .. U32(begin), 0, 0]);
    }

    private static byte[] U16(ushort number) => [(byte)number, (byte)(number >> 8)];

    private static byte[] U32(uint number) => [.. U16((ushort)number), .. U16((ushort)(number >> 16))];

    private void Put(ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        _position += bytes.Length;
    }
}
