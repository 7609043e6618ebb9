namespace Pipeline.Bundles;

/// <summary>Reads whole files with a cap, and says in plain words why a file could not be read.</summary>
internal static class BoundedRead
{
    /// <summary>All bytes of a file; throws what <paramref name="tooLarge"/> makes when there are more than <paramref name="maxBytes"/>.</summary>
    public static byte[] All(string path, long maxBytes, Func<long, Exception> tooLarge)
    {
        // A pipe or device has length 0 and would block or never end: such a file is taken as empty and not even opened.
        FileInfo info = new(path);
        if (info is { Exists: true, LinkTarget: null, Length: 0 }) { return []; }
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        long length = stream.Length;
        if (length > maxBytes) { throw tooLarge(length); }
        byte[] bytes = new byte[length];
        stream.ReadExactly(bytes);
        return stream.ReadByte() < 0 ? bytes : throw new IOException("it grew while it was read");
    }

    /// <summary>Whether an exception is about the file and not a fault of ours.</summary>
    public static bool IsFileTrouble(Exception e) => e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException;

    /// <summary>The reason in words, without the runtime's own sentence where a shorter one exists.</summary>
    public static string Reason(Exception e, string path) => e switch
    {
        _ when Directory.Exists(path) => "it is a folder, expected a file",
        FileNotFoundException or DirectoryNotFoundException => "no such file",
        UnauthorizedAccessException => "permission denied",
        _ => e.Message.ReplaceLineEndings(" "),
    };
}
