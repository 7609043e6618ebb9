namespace Pipeline.Imaging;

/// <summary>Files that are either complete or not there.</summary>
public static class AtomicFile
{
    /// <summary>
    /// Writes into a new file beside <paramref name="path"/>, forces it to the disk and renames it over the target.
    /// When anything fails the new file is removed and an older target stays as it was.
    /// </summary>
    public static void Write(string path, Action<Stream> body)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(body);
        var full = Path.GetFullPath(path);
        var temporary = Path.Combine(
            Path.GetDirectoryName(full) ?? throw new ArgumentException($"{path} names no file.", nameof(path)),
            $".{Path.GetRandomFileName()}.tmp");
        var created = false;
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16))
            {
                created = true;
                body(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            if (created)
                TryDelete(temporary);
            throw;
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The first failure is the one worth reporting.
        }
    }
}
