using System.Buffers.Binary;
using System.IO.Compression;

namespace Pipeline.Imaging.Tests.Fixtures;

/// <summary>
/// A NIfTI-1 single file in memory, valid until a test breaks it: 3×2×2 voxels of int16 counting from 0, spacing 1×2×3 mm,
/// no transform. Written from the format's own offsets, independent of the code under test.
/// </summary>
internal sealed class NiftiBytes
{
    public const int Dim = 40, DataType = 70, Pixdim = 76, VoxOffset = 108, Slope = 112, Intercept = 116, Units = 123;
    public const int QformCode = 252, SformCode = 254, Quaternion = 256, Srow = 280, Magic = 344, ExtensionFlag = 348;

    private readonly bool _bigEndian;
    private readonly byte[] _header = new byte[352];

    public NiftiBytes(bool bigEndian = false)
    {
        _bigEndian = bigEndian;
        Int32(0, 348);
        Int16(Dim, 3, 3, 2, 2, 1, 1, 1, 1);
        Int16(DataType, 4, 16);
        Single(Pixdim, 1, 1, 2, 3, 1, 1, 1, 1);
        Single(VoxOffset, 352);
        Single(Slope, 1);
        _header[Units] = 2;
        "n+1"u8.CopyTo(_header.AsSpan(Magic));
        Voxels = new byte[24];
        for (short i = 0; i < 12; i++)
            Put16(Voxels.AsSpan(2 * i), i);
    }

    /// <summary>Whatever follows the header; extensions too.</summary>
    public byte[] Voxels { get; set; }

    public NiftiBytes Int16(int at, params ReadOnlySpan<short> values)
    {
        for (var i = 0; i < values.Length; i++)
            Put16(_header.AsSpan(at + (2 * i)), values[i]);
        return this;
    }

    public NiftiBytes Int32(int at, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(_header.AsSpan(at), _bigEndian ? BinaryPrimitives.ReverseEndianness(value) : value);
        return this;
    }

    public NiftiBytes Single(int at, params ReadOnlySpan<float> values)
    {
        for (var i = 0; i < values.Length; i++)
            Int32(at + (4 * i), BitConverter.SingleToInt32Bits(values[i]));
        return this;
    }

    public NiftiBytes Byte(int at, byte value)
    {
        _header[at] = value;
        return this;
    }

    public NiftiBytes WithVoxels(params byte[] voxels)
    {
        Voxels = voxels;
        return this;
    }

    public byte[] ToArray() => [.. _header, .. Voxels];

    public byte[] ToGzip() => Gzip(ToArray());

    public static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(content);
        return packed.ToArray();
    }

    private void Put16(Span<byte> target, short value) =>
        BinaryPrimitives.WriteInt16LittleEndian(target, _bigEndian ? BinaryPrimitives.ReverseEndianness(value) : value);
}
