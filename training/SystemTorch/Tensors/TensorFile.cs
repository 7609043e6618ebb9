using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>
/// TorchSharp's own format for one tensor: element type, number of dimensions and each size as LEB128 numbers, then the
/// elements, row-major and little-endian.
/// </summary>
internal static class TensorFile
{
    private const int MaxDimensions = 64;

    internal static void Write(BinaryWriter writer, Tensor tensor)
    {
        using var detached = tensor.detach();
        using var host = detached.cpu();
        using var values = host.contiguous();
        WriteNumber(writer, (long)values.dtype);
        WriteNumber(writer, values.ndim);
        foreach (var size in values.shape) WriteNumber(writer, size);
        writer.Flush();
        writer.Write(values.bytes);
    }

    internal static Tensor Read(BinaryReader reader)
    {
        var (type, shape) = ReadHeader(reader);
        var tensor = empty(shape, type, CPU);
        Fill(reader, tensor.bytes);
        return tensor;
    }

    /// <summary>Reads into a tensor that is there, or over it.</summary>
    internal static void Read(BinaryReader reader, Tensor target, bool skip)
    {
        var (type, shape) = ReadHeader(reader);
        using var loaded = empty(shape, type, CPU);
        Fill(reader, loaded.bytes);
        if (skip) return;
        if (type != target.dtype || !shape.AsSpan().SequenceEqual(target.shape))
            throw new ArgumentException($"the file holds [{string.Join('x', shape)}] of {type}, the tensor is [{string.Join('x', target.shape)}] of {target.dtype}");
        using (no_grad()) target.copy_(loaded);
    }

    internal static void WriteNumber(BinaryWriter writer, long value)
    {
        var rest = (ulong)value;
        for (; rest >= 0x80; rest >>= 7) writer.Write((byte)(rest | 0x80));
        writer.Write((byte)rest);
    }

    internal static long ReadNumber(BinaryReader reader)
    {
        ulong value = 0;
        for (var shift = 0; shift < 63; shift += 7)
        {
            var b = reader.ReadByte();
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80) return (long)value;
        }
        throw new InvalidDataException("a number of more than 9 bytes: this is no tensor file of TorchSharp");
    }

    private static (ScalarType Type, long[] Shape) ReadHeader(BinaryReader reader)
    {
        var type = ReadNumber(reader);
        if (type > sbyte.MaxValue || !Enum.IsDefined((ScalarType)type)) throw new InvalidDataException($"element type {type} is unknown: this is no tensor file of TorchSharp");
        var rank = ReadNumber(reader);
        if (rank > MaxDimensions) throw new InvalidDataException($"{rank} dimensions, at most {MaxDimensions} expected: this is no tensor file of TorchSharp");
        var shape = new long[rank];
        for (var i = 0; i < shape.Length; i++) shape[i] = ReadNumber(reader);
        RequireLength(reader.BaseStream, (ScalarType)type, shape);
        return ((ScalarType)type, shape);
    }

    /// <summary>Refuses a shape that the rest of the file cannot fill, before memory for it is taken.</summary>
    private static void RequireLength(Stream stream, ScalarType type, long[] shape)
    {
        Int128 needed = type.ElementSize();
        foreach (var size in shape) needed = Int128.Min(needed * size, long.MaxValue);
        if (needed > int.MaxValue) throw new InvalidDataException($"[{string.Join('x', shape)}] of {type} needs {needed} bytes, at most {int.MaxValue} can be read");
        if (stream.CanSeek && needed > stream.Length - stream.Position)
            throw new InvalidDataException($"[{string.Join('x', shape)}] of {type} needs {needed} bytes, {stream.Length - stream.Position} are left in the file");
    }

    private static void Fill(BinaryReader reader, Span<byte> bytes) => reader.BaseStream.ReadExactly(bytes);
}
