using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Pipeline.Imaging.Formats;

internal static class ByteOrder
{
    /// <summary>Turns the bytes of each element of the given size around, in place.</summary>
    public static void Reverse(Span<byte> bytes, int elementBytes)
    {
        switch (elementBytes)
        {
            case 2:
                var shorts = MemoryMarshal.Cast<byte, short>(bytes);
                BinaryPrimitives.ReverseEndianness(shorts, shorts);
                break;
            case 4:
                var ints = MemoryMarshal.Cast<byte, int>(bytes);
                BinaryPrimitives.ReverseEndianness(ints, ints);
                break;
            case 8:
                var longs = MemoryMarshal.Cast<byte, long>(bytes);
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
        }
    }
}
