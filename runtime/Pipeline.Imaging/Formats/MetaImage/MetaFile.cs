namespace Pipeline.Imaging.Formats.MetaImage;

/// <summary>An open MetaImage whose header has been checked; the voxels come next.</summary>
internal sealed class MetaFile : OpenImage
{
    private readonly string _path;
    private readonly MetaHeader _header;
    private readonly ImageSource _source;
    private readonly ImageLimits _limits;

    private MetaFile(string path, MetaHeader header, ImageSource source, long count, ImageLimits limits) =>
        (_path, _header, _source, Count, _limits) = (path, header, source, count, limits);

    public override long[] Dimensions => _header.Dimensions;

    public override long Count { get; }

    public override Geometry Geometry => _header.Geometry;

    public static MetaFile Open(string path, ImageLimits limits)
    {
        var header = MetaHeader.Of(MetaFields.Read(path));
        var data = header.Local ? path : MetaDataFile.Of(path, header.DataFile);
        var offset = header.Local ? header.End : header.HeaderSize;
        var left = new FileInfo(data).Length - Math.Max(offset, 0);
        var stored = header.CompressedBytes ?? left;
        if (left < 0 || (header.Compressed && stored > left))
            throw new InvalidDataException($"the voxels should be {ByteSize.Text(stored)} from byte {offset} of {Path.GetFileName(data)}, it has {ByteSize.Text(Math.Max(left, 0))} there; truncated or forged, fetch the file again.");
        var source = header.Compressed ? ImageSource.OpenZlib(data, offset, stored) : ImageSource.OpenPlain(data, Math.Max(offset, 0));
        try
        {
            var count = VoxelLayout.Count("DimSize", header.Dimensions, header.Type, source.MaxLength - source.Position, source.Compressed);
            if (offset < 0)
            {
                source.Dispose();
                source = ImageSource.OpenPlain(data, left - (count * header.Type.Bytes()));
            }
            return new MetaFile(path, header, source, count, limits);
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    public override ImageHeader Describe() => new()
    {
        Path = _path,
        Format = "metaimage",
        Dimensions = Dimensions,
        DataType = _header.Type.Name(),
        BigEndian = _header.BigEndian,
        Slope = 1,
        Intercept = 0,
        Geometry = Geometry,
        Extensions = [],
    };

    public override void ReadVoxels(VoxelBlocks.Receiver receiver)
    {
        VoxelBlocks.Read(_source, new StoredVoxels(_header.Type, _header.BigEndian), Count, receiver);
        if (_source.Compressed && !_source.Drain(_limits.MaxTrailingBytes))
            throw new InvalidDataException($"more than {ByteSize.Text(_limits.MaxTrailingBytes)} follow the last voxel of {VoxelLayout.Text(Dimensions)}; the header is wrong, or raise ImageLimits.MaxTrailingBytes.");
    }

    public override void Dispose() => _source.Dispose();
}
