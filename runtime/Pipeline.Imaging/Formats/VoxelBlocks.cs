using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Pipeline.Imaging.Formats;

/// <summary>
/// Turns stored voxels into values and back, one block at a time: the stored volume is never held as a whole. Reading: bytes →
/// byte order → double → slope and intercept in two double operations (as NIfTI's reference implementations do) → the receiver.
/// </summary>
internal static class VoxelBlocks
{
    /// <summary>Blocks that stay in the first-level cache: 8 kB in, at most 64 kB out (the uint8 case).</summary>
    private const int BlockBytes = 1 << 13;

    /// <summary>Takes the next values in file order; <paramref name="first"/> is the index of the first of them.</summary>
    public delegate void Receiver(ReadOnlySpan<double> values, int first);

    /// <summary>Reads <paramref name="count"/> voxels; value = stored · slope + intercept.</summary>
    public static void Read(ImageSource source, StoredVoxels stored, long count, Receiver receiver)
    {
        var voxelBytes = stored.Type.Bytes();
        var bytes = ArrayPool<byte>.Shared.Rent(BlockBytes);
        var values = ArrayPool<double>.Shared.Rent(BlockBytes / voxelBytes);
        try
        {
            for (long first = 0; first < count;)
            {
                var n = (int)Math.Min(count - first, BlockBytes / voxelBytes);
                var block = bytes.AsSpan(0, n * voxelBytes);
                if (source.Read(block) < block.Length)
                    throw new InvalidDataException($"the file ends at byte {source.Position}, expected {ByteSize.Text((double)count * voxelBytes)} of voxels; truncated, fetch the file again.");
                if (stored.BigEndian == BitConverter.IsLittleEndian)
                    ByteOrder.Reverse(block, voxelBytes);
                var converted = values.AsSpan(0, n);
                ToDouble(stored.Type, block, converted);
                if (stored.IsScaled)
                    Scale(converted, stored.Slope, stored.Intercept);
                receiver(converted, (int)first);
                first += n;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
            ArrayPool<double>.Shared.Return(values);
        }
    }

    /// <summary>Writes voxels as <typeparamref name="TStored"/>, little-endian.</summary>
    public static void Write<T, TStored>(Stream stream, ReadOnlySpan<T> voxels)
        where T : unmanaged, INumber<T>
        where TStored : unmanaged, INumber<TStored>
    {
        var block = new TStored[Math.Min(BlockBytes, voxels.Length)];
        while (voxels.Length > 0)
        {
            var n = Math.Min(block.Length, voxels.Length);
            TensorPrimitives.ConvertTruncating(voxels[..n], block.AsSpan());
            var bytes = MemoryMarshal.AsBytes(block.AsSpan(0, n));
            if (!BitConverter.IsLittleEndian)
                ByteOrder.Reverse(bytes, bytes.Length / n);
            stream.Write(bytes);
            voxels = voxels[n..];
        }
    }

    private static void ToDouble(VoxelType type, ReadOnlySpan<byte> stored, Span<double> values)
    {
        switch (type)
        {
            case VoxelType.UInt8: Convert<byte>(stored, values); break;
            case VoxelType.Int8: Convert<sbyte>(stored, values); break;
            case VoxelType.UInt16: Convert<ushort>(stored, values); break;
            case VoxelType.Int16: Convert<short>(stored, values); break;
            case VoxelType.UInt32: Convert<uint>(stored, values); break;
            case VoxelType.Int32: Convert<int>(stored, values); break;
            case VoxelType.UInt64: Convert<ulong>(stored, values); break;
            case VoxelType.Int64: Convert<long>(stored, values); break;
            case VoxelType.Float32: Convert<float>(stored, values); break;
            default: Convert<double>(stored, values); break;
        }
    }

    private static void Convert<T>(ReadOnlySpan<byte> stored, Span<double> values) where T : unmanaged, INumber<T> =>
        TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, T>(stored), values);

    // Two roundings on purpose: a fused multiply-add would differ from other readers in the last bit.
    private static void Scale(Span<double> values, double slope, double intercept)
    {
        TensorPrimitives.Multiply(values, slope, values);
        TensorPrimitives.Add(values, intercept, values);
    }
}
