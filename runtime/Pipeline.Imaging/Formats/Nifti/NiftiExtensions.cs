namespace Pipeline.Imaging.Formats.Nifti;

/// <summary>
/// Walks the header extensions of a single file from the flag bytes to vox_offset. Contents are skipped, never stored; each
/// size is checked against what is left before vox_offset.
/// </summary>
internal static class NiftiExtensions
{
    private const int MinBytes = 8;

    /// <summary>The source must stand behind the header; afterwards it stands at the first voxel.</summary>
    public static List<(int Code, int Bytes)> SkipTo(long voxOffset, ImageSource source, bool bigEndian)
    {
        var found = new List<(int, int)>();
        Span<byte> bytes = stackalloc byte[MinBytes];
        RequireRead(source.Read(bytes[..NiftiFormat.ExtensionFlagBytes]) == NiftiFormat.ExtensionFlagBytes, source, voxOffset);
        // A set flag with no room behind it is harmless: some writers set it and write nothing.
        var walking = bytes[0] != 0;
        while (walking && voxOffset - source.Position >= MinBytes)
        {
            var at = source.Position;
            RequireRead(source.Read(bytes) == MinBytes, source, voxOffset);
            var fields = new NiftiFieldReader(bytes, bigEndian);
            int size = fields.Int32(0), code = fields.Int32(4);
            if (size == 0 && code == 0 && found.Count > 0)
                break; // zero padding after the last extension
            if (size < MinBytes || size > voxOffset - at)
                throw new InvalidDataException($"the extension at byte {at} has esize {size}, expected {MinBytes} to {voxOffset - at} (up to vox_offset {voxOffset}); the header is damaged.");
            RequireRead(source.Skip(size - MinBytes), source, voxOffset);
            found.Add((code, size));
        }
        RequireRead(source.Skip(voxOffset - source.Position), source, voxOffset);
        return found;
    }

    private static void RequireRead(bool complete, ImageSource source, long voxOffset)
    {
        if (!complete)
            throw new InvalidDataException($"the file ends at byte {source.Position}, before the first voxel at vox_offset {voxOffset}; truncated, fetch the file again.");
    }
}
