namespace Pipeline.Imaging.Formats.Nifti;

/// <summary>
/// Sizes that a header announces, checked against each other, against the file and against the limits. Nothing is
/// allocated before this has passed. Failures are <see cref="InvalidDataException"/>.
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

    /// <summary>Bytes of all voxels as stored. Refuses unreadable types, overflow, and more than the file can hold.</summary>
    public static long VoxelBytes(NiftiHeader header, long[] dimensions, long available, bool compressed)
    {
        var bytesPerVoxel = header.DataType.Bytes();
        if (bytesPerVoxel == 0)
        {
            var name = header.DataType.Name();
            throw new InvalidDataException(name is null
                ? $"datatype is {(int)header.DataType}, which NIfTI does not define; expected {NiftiDataTypes.Readable}. The header is damaged."
                : $"found voxels of type {name}, expected {NiftiDataTypes.Readable}; convert it to a scalar image first.");
        }
        double wanted = bytesPerVoxel;
        foreach (var size in dimensions)
            wanted *= size;
        // Far above 2^53 the product is rounded, but then it exceeds every file as well.
        if (wanted > available)
        {
            var has = compressed ? $"the compressed file can hold at most {ByteSize.Text(available)}" : $"the file holds {ByteSize.Text(available)}";
            throw new InvalidDataException($"dim = {Text(dimensions)} of {header.DataType.Name()} needs {ByteSize.Text(wanted)}, {has} after the header; truncated or forged, fetch the file again.");
        }
        return (long)wanted;
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

    /// <summary>The three sizes of an image; refuses one with more axes than that.</summary>
    public static Size3 Size(long[] dimensions, int bytesPerVoxelInMemory, ImageLimits limits)
    {
        var rank = dimensions.Length;
        while (rank > 3 && dimensions[rank - 1] == 1)
            rank--;
        if (rank > 3)
            throw new InvalidDataException($"found {rank}-D {Text(dimensions.AsSpan(0, rank).ToArray())}, expected 3-D; extract one volume first.");
        double bytes = bytesPerVoxelInMemory;
        foreach (var size in dimensions)
            bytes *= size;
        if (bytes > limits.MaxBytes || bytes / bytesPerVoxelInMemory > Array.MaxLength)
            throw new InvalidDataException($"{Text(dimensions)} voxels need {ByteSize.Text(bytes)} of memory, the limit is {ByteSize.Text(limits.MaxBytes)}; raise ImageLimits.MaxBytes if the file is right.");
        int Axis(int i) => i < dimensions.Length ? (int)dimensions[i] : 1;
        return new Size3(Axis(0), Axis(1), Axis(2));
    }

    public static string Text(long[] dimensions) => string.Join('×', dimensions);
}
