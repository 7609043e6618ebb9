namespace Pipeline.Imaging;

/// <summary>Files that are either complete or not there.</summary>
public static class AtomicFile
{
    /// <summary>
    /// Writes into a new file beside <paramref name="path"/>, forces it to the disk and renames it over the target.
    /// When anything fails the new file is removed and an older target stays as it was. Failures of the file system are an
    /// <see cref="IOException"/> that names the target.
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
        catch (Exception e)
        {
            if (created)
                TryDelete(temporary);
            if (e is IOException or UnauthorizedAccessException)
                throw new IOException($"{path}: could not be written: {e.Message.Replace(temporary, full, StringComparison.Ordinal)}", e);
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
