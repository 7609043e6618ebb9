namespace Pipeline.Imaging.Formats.Nifti;

/// <summary>An open NIfTI file whose header has been checked; the voxels come next.</summary>
internal sealed class NiftiFile : OpenImage
{
    private readonly string _path;
    private readonly NiftiHeader _header;
    private readonly ImageSource _source;
    private readonly ImageLimits _limits;
    private readonly List<(int Code, int Bytes)> _extensions;
    private readonly StoredVoxels _stored;

    private NiftiFile(string path, NiftiHeader header, ImageSource source, List<(int Code, int Bytes)> extensions, ImageLimits limits)
    {
        (_path, _header, _source, _extensions, _limits) = (path, header, source, extensions, limits);
        Dimensions = NiftiLayout.Dimensions(header);
        var type = NiftiLayout.Type(header);
        Count = VoxelLayout.Count("dim", Dimensions, type, source.MaxLength - source.Position, source.Compressed);
        if (header.IsScaled && !double.IsFinite(header.Intercept))
            throw new InvalidDataException($"scl_inter is {header.Intercept} with scl_slope {header.Slope}, expected a finite number; repair the header.");
        _stored = header.IsScaled
            ? new StoredVoxels(type, header.Kind.BigEndian, header.Slope, header.Intercept)
            : new StoredVoxels(type, header.Kind.BigEndian);
        Geometry = NiftiGeometry.Of(header);
    }

    public override long[] Dimensions { get; }

    public override long Count { get; }

    public override Geometry Geometry { get; }

    public static NiftiFile Open(string path, ImageLimits limits)
    {
        var source = ImageSource.Open(path);
        try
        {
            var header = ReadHeader(source);
            // The sizes come first: they say best what is wrong with a file that is cut or forged.
            NiftiLayout.Dimensions(header);
            List<(int, int)> extensions = [];
            if (header.Kind.Pair)
                source = SwitchToImage(path, source);
            var offset = NiftiLayout.VoxOffset(header, source.MaxLength, limits);
            if (!header.Kind.Pair)
                extensions = NiftiExtensions.SkipTo(offset, source, header.Kind.BigEndian);
            else if (!source.Skip(offset))
                throw new InvalidDataException($"vox_offset is {offset}, the .img ends at byte {source.Position}; truncated, fetch the file again.");
            return new NiftiFile(path, header, source, extensions, limits);
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
        Format = _header.Kind.Version == 1 ? "nifti-1" : "nifti-2",
        Dimensions = Dimensions,
        DataType = _stored.Type.Name(),
        BigEndian = _stored.BigEndian,
        Slope = _stored.Slope,
        Intercept = _stored.Intercept,
        Geometry = Geometry,
        Extensions = _extensions,
    };

    public override void ReadVoxels(VoxelBlocks.Receiver receiver)
    {
        VoxelBlocks.Read(_source, _stored, Count, receiver);
        if (_source.Compressed && !_source.Drain(_limits.MaxTrailingBytes))
            throw new InvalidDataException($"more than {ByteSize.Text(_limits.MaxTrailingBytes)} follow the last voxel of {VoxelLayout.Text(Dimensions)}; the header is wrong, or raise ImageLimits.MaxTrailingBytes.");
    }

    public override void Dispose() => _source.Dispose();

    private static NiftiHeader ReadHeader(ImageSource source)
    {
        Span<byte> bytes = stackalloc byte[NiftiFormat.HeaderBytes2];
        var count = source.Read(bytes[..NiftiFormat.HeaderBytes1]);
        if (count < sizeof(int))
            throw new InvalidDataException($"found {count} bytes, expected a NIfTI header of {NiftiFormat.HeaderBytes1}; the file is empty or cut short, fetch it again.");
        var kind = NiftiDetector.Of(bytes[..count]);
        if (kind.HeaderBytes > count)
            count += source.Read(bytes[count..kind.HeaderBytes]);
        if (count < kind.HeaderBytes)
            throw new InvalidDataException($"the header is cut short: found {count} bytes, expected {kind.HeaderBytes}; fetch the file again.");
        return NiftiHeader.Parse(bytes[..count], kind);
    }

    private static ImageSource SwitchToImage(string path, ImageSource header)
    {
        header.Dispose();
        var extension = NiftiFormat.Instance.EndingOf(path) ?? "";
        if (!extension.StartsWith(".hdr", StringComparison.OrdinalIgnoreCase))
            throw new InvalidDataException("found the header of a NIfTI pair, expected a single file; name it .hdr and put its .img beside it.");
        var image = path[..^extension.Length] + ".img";
        if (File.Exists(image))
            return ImageSource.Open(image);
        if (File.Exists(image + ".gz"))
            return ImageSource.Open(image + ".gz");
        throw new InvalidDataException($"the header's voxels are missing: no {Path.GetFileName(image)} or {Path.GetFileName(image)}.gz beside it; fetch both halves.");
    }
}
