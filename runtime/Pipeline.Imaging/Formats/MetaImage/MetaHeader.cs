namespace Pipeline.Imaging.Formats.MetaImage;

/// <summary>The fields of a MetaImage header that matter here, checked. What would silently give other voxels than ITK's is refused.</summary>
internal sealed record MetaHeader
{
    /// <summary>DimSize: two to four sizes, x first.</summary>
    public required long[] Dimensions { get; init; }

    public required VoxelType Type { get; init; }

    public required bool BigEndian { get; init; }

    public required bool Compressed { get; init; }

    /// <summary>Bytes of the compressed voxels; null where the header does not say.</summary>
    public required long? CompressedBytes { get; init; }

    /// <summary>Bytes before the voxels in a file of their own; -1: the voxels are the last bytes of it.</summary>
    public required long HeaderSize { get; init; }

    /// <summary>"LOCAL", or the name of the file beside the header.</summary>
    public required string DataFile { get; init; }

    /// <summary>First byte after the header.</summary>
    public required int End { get; init; }

    public required Geometry Geometry { get; init; }

    public bool Local => DataFile == "LOCAL";

    public static MetaHeader Of(MetaFields fields)
    {
        if (fields.Text("ObjectType") is { } kind && kind != "Image")
            throw new InvalidDataException($"ObjectType is {MetaFields.Short(kind)}, expected Image; give an image.");
        var rank = fields.Integer("NDims") ?? throw new InvalidDataException("the header has no line NDims; expected 2 to 4 axes. Repair the header.");
        if (rank is < 2 or > 4)
            throw new InvalidDataException($"NDims is {rank}, expected 2 to 4 axes; convert it to a 3-D image first.");
        var dimensions = Sizes(fields, (int)rank);
        RequireScalar(fields);
        var header = new MetaHeader
        {
            Dimensions = dimensions,
            Type = MetaElementType.Parse(fields.Required("ElementType")),
            BigEndian = IsBigEndian(fields),
            Compressed = fields.Flag("CompressedData"),
            CompressedBytes = fields.Integer("CompressedDataSize") is { } bytes and > 0 ? bytes : null,
            HeaderSize = fields.Integer("HeaderSize") ?? 0,
            DataFile = fields.Required(MetaFields.DataFileKey),
            End = fields.End,
            Geometry = MetaGeometry.Of(fields, dimensions),
        };
        if (header.HeaderSize < -1 || (header.HeaderSize != 0 && (header.Local || (header.Compressed && header.HeaderSize < 0))))
            throw new InvalidDataException($"HeaderSize is {header.HeaderSize} for {(header.Local ? "voxels in the same file" : "a file of voxels")}, expected 0{(header.Local ? "" : " or more, or -1 for plain voxels at the file's end")}; repair the header.");
        return header;
    }

    private static long[] Sizes(MetaFields fields, int rank)
    {
        var numbers = fields.Numbers(rank, "DimSize") ?? throw new InvalidDataException("the header has no line DimSize; expected the sizes of all axes. Repair the header.");
        return Array.ConvertAll(numbers, n => n is >= 1 and <= int.MaxValue && n == Math.Floor(n) ? (long)n
            : throw new InvalidDataException($"DimSize is {fields.Text("DimSize")}, expected whole numbers from 1 to {int.MaxValue}; repair the header."));
    }

    private static void RequireScalar(MetaFields fields)
    {
        if (fields.Integer("ElementNumberOfChannels") is { } channels && channels != 1)
            throw new InvalidDataException($"ElementNumberOfChannels is {channels}, expected 1; write each channel to a file of its own first.");
        if (fields.Text("BinaryData") is not null && !fields.Flag("BinaryData"))
            throw new InvalidDataException("BinaryData is False (voxels as text), expected True; convert it to a binary image first.");
        // ITK ignores these two fields, other readers apply them: a file that sets them means two different images.
        if (fields.Numbers(1, "ElementToIntensityFunctionSlope") is { } slope && slope[0] != 1)
            throw new InvalidDataException($"ElementToIntensityFunctionSlope is {slope[0]}, expected 1: readers disagree on it; write the scaled values to the file.");
        if (fields.Numbers(1, "ElementToIntensityFunctionOffset") is { } offset && offset[0] != 0)
            throw new InvalidDataException($"ElementToIntensityFunctionOffset is {offset[0]}, expected 0: readers disagree on it; write the shifted values to the file.");
    }

    private static bool IsBigEndian(MetaFields fields)
    {
        var (binary, element) = (fields.Flag("BinaryDataByteOrderMSB"), fields.Flag("ElementByteOrderMSB"));
        if (binary != element && fields.Text("BinaryDataByteOrderMSB") is not null && fields.Text("ElementByteOrderMSB") is not null)
            throw new InvalidDataException($"BinaryDataByteOrderMSB is {binary} and ElementByteOrderMSB is {element}, expected the same; remove the wrong one.");
        return binary || element;
    }
}
