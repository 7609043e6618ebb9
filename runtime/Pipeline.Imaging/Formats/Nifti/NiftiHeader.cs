namespace Pipeline.Imaging.Formats.Nifti;

/// <summary>The fields of a NIfTI-1 or NIfTI-2 header that matter here, as stored. Offsets are those of nifti1.h and nifti2.h.</summary>
internal sealed record NiftiHeader
{
    public required NiftiDetector Kind { get; init; }

    /// <summary>dim[0] to dim[7], as stored.</summary>
    public required long[] Dim { get; init; }

    public required NiftiDataType DataType { get; init; }

    /// <summary>Bytes from the start of the file that holds the voxels. A float in NIfTI-1, so anything may stand there.</summary>
    public required double VoxOffset { get; init; }

    public required double Slope { get; init; }

    public required double Intercept { get; init; }

    public required int QformCode { get; init; }

    public required int SformCode { get; init; }

    public required byte XyztUnits { get; init; }

    public required double[] Pixdim { get; init; }

    /// <summary>quatern_b, c, d, qoffset_x, y, z.</summary>
    public required double[] Quaternion { get; init; }

    /// <summary>srow_x, srow_y, srow_z.</summary>
    public required double[] Srow { get; init; }

    /// <summary>A slope of 0 or one that is not finite means that the stored numbers are the values (nifti1.h, and so does nibabel).</summary>
    public bool IsScaled => Slope != 0 && double.IsFinite(Slope) && !(Slope == 1 && Intercept == 0);

    public static NiftiHeader Parse(ReadOnlySpan<byte> bytes, NiftiDetector kind)
    {
        var f = new NiftiFieldReader(bytes, kind.BigEndian);
        return kind.Version == 1 ? Parse1(f, kind) : Parse2(f, kind);
    }

    private static NiftiHeader Parse1(NiftiFieldReader f, NiftiDetector kind)
    {
        var dim = new long[8];
        for (var i = 0; i < 8; i++)
            dim[i] = f.Int16(40 + (2 * i));
        return new NiftiHeader
        {
            Kind = kind,
            Dim = dim,
            DataType = (NiftiDataType)f.Int16(70),
            Pixdim = f.Singles(76, 8),
            VoxOffset = f.Single(108),
            Slope = f.Single(112),
            Intercept = f.Single(116),
            XyztUnits = f.Byte(123),
            QformCode = f.Int16(252),
            SformCode = f.Int16(254),
            Quaternion = f.Singles(256, 6),
            Srow = f.Singles(280, 12),
        };
    }

    private static NiftiHeader Parse2(NiftiFieldReader f, NiftiDetector kind)
    {
        var dim = new long[8];
        for (var i = 0; i < 8; i++)
            dim[i] = f.Int64(16 + (8 * i));
        return new NiftiHeader
        {
            Kind = kind,
            Dim = dim,
            DataType = (NiftiDataType)f.Int16(12),
            Pixdim = f.Doubles(104, 8),
            VoxOffset = f.Int64(168),
            Slope = f.Double(176),
            Intercept = f.Double(184),
            QformCode = f.Int32(344),
            SformCode = f.Int32(348),
            Quaternion = f.Doubles(352, 6),
            Srow = f.Doubles(400, 12),
            XyztUnits = unchecked((byte)f.Int32(500)),
        };
    }
}
