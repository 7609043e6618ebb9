using System.Buffers.Binary;

namespace Pipeline.Imaging.Formats.Nifti;

/// <summary>Version and byte order, told by the header's first field and its magic text.</summary>
internal readonly record struct NiftiDetector(int Version, bool BigEndian, bool Pair)
{
    public int HeaderBytes => Version == 1 ? NiftiFormat.HeaderBytes1 : NiftiFormat.HeaderBytes2;

    /// <summary>From the first 348 bytes of a file. Throws <see cref="InvalidDataException"/> when they are not NIfTI's.</summary>
    public static NiftiDetector Of(ReadOnlySpan<byte> header)
    {
        var little = header.Length >= 4 ? BinaryPrimitives.ReadInt32LittleEndian(header) : 0;
        var big = BinaryPrimitives.ReverseEndianness(little);
        var size = little is NiftiFormat.HeaderBytes1 or NiftiFormat.HeaderBytes2 ? little : big;
        if (size is not (NiftiFormat.HeaderBytes1 or NiftiFormat.HeaderBytes2))
            throw new InvalidDataException($"not a NIfTI file: sizeof_hdr is {little}, expected 348 or 540 in either byte order; convert the image to NIfTI first.");
        if (header.Length < NiftiFormat.HeaderBytes1)
            throw new InvalidDataException($"the header is cut short: found {header.Length} bytes, expected {size}; fetch the file again.");
        return size == NiftiFormat.HeaderBytes1
            ? new NiftiDetector(1, little != size, IsPair(header.Slice(344, 4), "n+1\0"u8, "ni1\0"u8))
            : new NiftiDetector(2, little != size, IsPair(header.Slice(4, 8), "n+2\0\r\n\x1A\n"u8, "ni2\0\r\n\x1A\n"u8));
    }

    private static bool IsPair(ReadOnlySpan<byte> magic, ReadOnlySpan<byte> single, ReadOnlySpan<byte> pair)
    {
        if (magic.SequenceEqual(single))
            return false;
        if (magic.SequenceEqual(pair))
            return true;
        throw new InvalidDataException(
            $"magic is {Convert.ToHexString(magic)}, expected {Convert.ToHexString(single)} or {Convert.ToHexString(pair)}: an Analyze 7.5 header or a damaged one; convert the image to NIfTI first.");
    }
}
