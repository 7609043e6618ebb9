using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Pipeline.Imaging.Formats.Nifti;

/// <summary>
/// Turns stored voxels into values, one block at a time: bytes → byte order → double → slope and intercept in two double
/// operations (as the format's reference implementations do) → the receiver. The stored volume is never held as a whole.
/// </summary>
internal static class NiftiVoxels
{
    /// <summary>Blocks that stay in the first-level cache: 8 kB in, at most 64 kB out (the uint8 case).</summary>
    private const int BlockBytes = 1 << 13;

    /// <summary>Takes the next values in file order; <paramref name="first"/> is the index of the first of them.</summary>
    public delegate void Receiver(ReadOnlySpan<double> values, int first);

    public static void Read(ImageSource source, NiftiHeader header, long count, Receiver receiver)
    {
        var voxelBytes = header.DataType.Bytes();
        var stored = ArrayPool<byte>.Shared.Rent(BlockBytes);
        var values = ArrayPool<double>.Shared.Rent(BlockBytes / voxelBytes);
        try
        {
            for (long first = 0; first < count;)
            {
                var n = (int)Math.Min(count - first, BlockBytes / voxelBytes);
                var block = stored.AsSpan(0, n * voxelBytes);
                if (source.Read(block) < block.Length)
                    throw new InvalidDataException($"the file ends at byte {source.Position}, expected {ByteSize.Text((double)count * voxelBytes)} of voxels; truncated, fetch the file again.");
                if (header.Kind.BigEndian == BitConverter.IsLittleEndian)
                    ByteOrder.Reverse(block, voxelBytes);
                var converted = values.AsSpan(0, n);
                ToDouble(header.DataType, block, converted);
                if (header.IsScaled)
                    Scale(converted, header.Slope, header.Intercept);
                receiver(converted, (int)first);
                first += n;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(stored);
            ArrayPool<double>.Shared.Return(values);
        }
    }

    private static void ToDouble(NiftiDataType type, ReadOnlySpan<byte> stored, Span<double> values)
    {
        switch (type)
        {
            case NiftiDataType.UInt8: Convert<byte>(stored, values); break;
            case NiftiDataType.Int8: Convert<sbyte>(stored, values); break;
            case NiftiDataType.UInt16: Convert<ushort>(stored, values); break;
            case NiftiDataType.Int16: Convert<short>(stored, values); break;
            case NiftiDataType.UInt32: Convert<uint>(stored, values); break;
            case NiftiDataType.Int32: Convert<int>(stored, values); break;
            case NiftiDataType.UInt64: Convert<ulong>(stored, values); break;
            case NiftiDataType.Int64: Convert<long>(stored, values); break;
            case NiftiDataType.Float32: Convert<float>(stored, values); break;
            case NiftiDataType.Float64: Convert<double>(stored, values); break;
            default: throw new ArgumentOutOfRangeException(nameof(type), type, "not a readable type.");
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
