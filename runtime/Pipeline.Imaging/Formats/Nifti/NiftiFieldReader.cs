using System.Buffers.Binary;

namespace Pipeline.Imaging.Formats.Nifti;

/// <summary>Numbers at byte offsets of a header, in the file's byte order.</summary>
internal readonly ref struct NiftiFieldReader(ReadOnlySpan<byte> header, bool bigEndian)
{
    private readonly ReadOnlySpan<byte> _header = header;

    public byte Byte(int at) => _header[at];

    public short Int16(int at) => bigEndian ? BinaryPrimitives.ReadInt16BigEndian(_header[at..]) : BinaryPrimitives.ReadInt16LittleEndian(_header[at..]);

    public int Int32(int at) => bigEndian ? BinaryPrimitives.ReadInt32BigEndian(_header[at..]) : BinaryPrimitives.ReadInt32LittleEndian(_header[at..]);

    public long Int64(int at) => bigEndian ? BinaryPrimitives.ReadInt64BigEndian(_header[at..]) : BinaryPrimitives.ReadInt64LittleEndian(_header[at..]);

    public float Single(int at) => bigEndian ? BinaryPrimitives.ReadSingleBigEndian(_header[at..]) : BinaryPrimitives.ReadSingleLittleEndian(_header[at..]);

    public double Double(int at) => bigEndian ? BinaryPrimitives.ReadDoubleBigEndian(_header[at..]) : BinaryPrimitives.ReadDoubleLittleEndian(_header[at..]);

    public double[] Singles(int at, int count)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++)
            values[i] = Single(at + (4 * i));
        return values;
    }

    public double[] Doubles(int at, int count)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++)
            values[i] = Double(at + (8 * i));
        return values;
    }
}
