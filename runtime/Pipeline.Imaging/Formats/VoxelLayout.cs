namespace Pipeline.Imaging.Formats;

/// <summary>
/// Sizes that a header announces, checked against what the file can hold and against the limits. Nothing is allocated before this
/// has passed. Failures are <see cref="InvalidDataException"/>.
/// </summary>
internal static class VoxelLayout
{
    /// <summary>
    /// Number of voxels. Refuses more than the file can hold: <paramref name="available"/> bytes, an upper bound for a compressed one.
    /// </summary>
    /// <param name="field">Name of the header's field of sizes.</param>
    /// <param name="dimensions">Sizes as stored, each at least 1.</param>
    /// <param name="type">Type of a voxel.</param>
    /// <param name="available">Bytes behind the header.</param>
    /// <param name="compressed">Whether that is an upper bound.</param>
    public static long Count(string field, long[] dimensions, VoxelType type, long available, bool compressed)
    {
        double wanted = type.Bytes();
        foreach (var size in dimensions)
            wanted *= size;
        // Far above 2^53 the product is rounded, but then it exceeds every file as well.
        if (wanted > available)
        {
            var has = compressed ? $"the compressed file can hold at most {ByteSize.Text(available)}" : $"the file holds {ByteSize.Text(available)}";
            throw new InvalidDataException($"{field} = {Text(dimensions)} of {type.Name()} needs {ByteSize.Text(wanted)}, {has} after the header; truncated or forged, fetch the file again.");
        }
        return (long)wanted / type.Bytes();
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
