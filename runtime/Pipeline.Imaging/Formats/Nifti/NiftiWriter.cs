using System.Buffers.Binary;
using System.Numerics;
using System.Numerics.Tensors;
using Pipeline.Imaging.Formats.Gzip;

namespace Pipeline.Imaging.Formats.Nifti;

/// <summary>Writes NIfTI-1 single files, little-endian, slope 1 and intercept 0. Equal volumes give equal bytes.</summary>
internal static class NiftiWriter
{
    private const int VoxOffset = NiftiFormat.HeaderBytes1 + NiftiFormat.ExtensionFlagBytes;

    public static void Write(string path, Volume<float> volume)
    {
        ArgumentNullException.ThrowIfNull(volume);
        WriteFile<float, float>(path, volume, NiftiDataType.Float32);
    }

    public static void WriteLabels(string path, Volume<ushort> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (TensorPrimitives.Max<ushort>(labels.Voxels) <= byte.MaxValue)
            WriteFile<ushort, byte>(path, labels, NiftiDataType.UInt8);
        else
            WriteFile<ushort, ushort>(path, labels, NiftiDataType.UInt16);
    }

    private static void WriteFile<T, TStored>(string path, Volume<T> volume, NiftiDataType type)
        where T : unmanaged, INumber<T>
        where TStored : unmanaged, INumber<TStored>
    {
        var header = Header(path, volume.Size, volume.Geometry, type);
        AtomicFile.Write(path, file =>
        {
            if (!path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            {
                WriteBody<T, TStored>(file, header, volume.Voxels);
                return;
            }
            using var gzip = new GzipWriteStream(file);
            WriteBody<T, TStored>(gzip, header, volume.Voxels);
        });
    }

    private static void WriteBody<T, TStored>(Stream stream, byte[] header, ReadOnlySpan<T> voxels)
        where T : unmanaged, INumber<T>
        where TStored : unmanaged, INumber<TStored>
    {
        stream.Write(header);
        VoxelBlocks.Write<T, TStored>(stream, voxels);
    }

    // Offsets of nifti1.h. The last four bytes say that no extension follows.
    private static byte[] Header(string path, Size3 size, Geometry geometry, NiftiDataType type)
    {
        if (size.X > short.MaxValue || size.Y > short.MaxValue || size.Z > short.MaxValue)
            throw new ImageFormatException(path, $"the volume has {size} voxels, NIfTI-1 holds at most {short.MaxValue} along an axis; cut or resample it.");
        var fields = NiftiFields.Of(geometry);
        var h = new byte[VoxOffset];
        BinaryPrimitives.WriteInt32LittleEndian(h, NiftiFormat.HeaderBytes1);
        h[38] = (byte)'r';
        ReadOnlySpan<short> dim = [3, (short)size.X, (short)size.Y, (short)size.Z, 1, 1, 1, 1];
        for (var i = 0; i < dim.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(h.AsSpan(40 + (2 * i)), dim[i]);
        BinaryPrimitives.WriteInt16LittleEndian(h.AsSpan(70), (short)type);
        BinaryPrimitives.WriteInt16LittleEndian(h.AsSpan(72), (short)(8 * type.VoxelType()!.Value.Bytes()));
        Singles(h.AsSpan(76), fields.Pixdim);
        BinaryPrimitives.WriteSingleLittleEndian(h.AsSpan(108), VoxOffset);
        BinaryPrimitives.WriteSingleLittleEndian(h.AsSpan(112), 1);
        h[123] = fields.XyztUnits;
        BinaryPrimitives.WriteInt16LittleEndian(h.AsSpan(252), fields.QformCode);
        BinaryPrimitives.WriteInt16LittleEndian(h.AsSpan(254), fields.SformCode);
        Singles(h.AsSpan(256), fields.Quaternion);
        Singles(h.AsSpan(280), fields.Srow);
        "n+1"u8.CopyTo(h.AsSpan(344));
        return h;
    }

    private static void Singles(Span<byte> target, ReadOnlySpan<float> values)
    {
        for (var i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(target[(4 * i)..], values[i]);
    }
}
