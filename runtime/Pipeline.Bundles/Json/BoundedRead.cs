namespace Pipeline.Bundles;

/// <summary>Reads whole files with a cap, and says in plain words why a file could not be read.</summary>
internal static class BoundedRead
{
    /// <summary>All bytes of a stream; throws what <paramref name="tooLarge"/> makes when there are more than <paramref name="maxBytes"/>.</summary>
    public static byte[] All(FileStream stream, long maxBytes, Func<long, Exception> tooLarge)
    {
        long length = stream.CanSeek ? stream.Length : 0;
        if (length > maxBytes) { throw tooLarge(length); }
        byte[] bytes = new byte[length];
        stream.ReadExactly(bytes);
        // The file may have grown after its length was asked for, or be a device that has no length.
        return stream.ReadByte() < 0 ? bytes : throw new IOException("it changed while it was read, or is not an ordinary file");
    }

    /// <summary>The reason in words, without the runtime's own sentence where a shorter one exists.</summary>
    public static string Reason(Exception e, string path) => e switch
    {
        _ when Directory.Exists(path) => "it is a folder, expected a file",
        FileNotFoundException or DirectoryNotFoundException => "no such file",
        UnauthorizedAccessException => "permission denied",
        _ => e.Message.ReplaceLineEndings(" "),
    };
}
