namespace Pipeline.Imaging.Formats.Nifti;

/// <summary>
/// Sizes, type and place of the voxels, checked against what NIfTI allows; <see cref="VoxelLayout"/> holds them against the file.
/// Failures are <see cref="InvalidDataException"/>.
/// </summary>
internal static class NiftiLayout
{
    /// <summary>dim[1] to dim[dim[0]], each from 1 to 2³¹ − 1.</summary>
    public static long[] Dimensions(NiftiHeader header)
    {
        var rank = header.Dim[0];
        if (rank is < 1 or > 7)
            throw new InvalidDataException($"dim[0] is {rank}, expected 1 to 7 axes; the header is damaged.");
        for (var i = 1; i <= rank; i++)
        {
            if (header.Dim[i] is >= 1 and <= int.MaxValue)
                continue;
            if (header.Dim[i] > int.MaxValue)
                throw new InvalidDataException($"dim[{i}] is {header.Dim[i]}, expected at most {int.MaxValue}; the header is damaged.");
            var hint = header.Dim[i] == -1 ? "a FreeSurfer vector longer than 32767 cannot be read, convert it" : "the header is damaged";
            throw new InvalidDataException($"dim[{i}] is {header.Dim[i]}, expected at least 1; {hint}.");
        }
        return header.Dim.AsSpan(1, (int)rank).ToArray();
    }

    /// <summary>How a voxel is stored. Refuses types that cannot be read.</summary>
    public static VoxelType Type(NiftiHeader header)
    {
        if (header.DataType.VoxelType() is { } type)
            return type;
        var name = header.DataType.Name();
        throw new InvalidDataException(name is null
            ? $"datatype is {(int)header.DataType}, which NIfTI does not define; expected {NiftiDataTypes.Readable}. The header is damaged."
            : $"found voxels of type {name}, expected {NiftiDataTypes.Readable}; convert it to a scalar image first.");
    }

    /// <summary>The first voxel's place, checked: a whole number, not inside the header, not beyond the end or the limit.</summary>
    public static long VoxOffset(NiftiHeader header, long maxLength, ImageLimits limits)
    {
        var offset = header.VoxOffset;
        var least = header.Kind.Pair ? 0 : header.Kind.HeaderBytes + NiftiFormat.ExtensionFlagBytes;
        if (!double.IsFinite(offset) || offset != Math.Floor(offset) || offset < least)
            throw new InvalidDataException($"vox_offset is {offset}, expected a whole number of at least {least}; the header is damaged.");
        if (offset > maxLength)
            throw new InvalidDataException($"vox_offset is {offset}, the file ends at byte {maxLength}; truncated or forged, fetch the file again.");
        if (offset > limits.MaxHeaderBytes)
            throw new InvalidDataException($"vox_offset is {offset}, the limit is {limits.MaxHeaderBytes} bytes of header and extensions; raise ImageLimits.MaxHeaderBytes if the file is right.");
        return (long)offset;
    }
}
