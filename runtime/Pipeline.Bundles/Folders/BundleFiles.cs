namespace Pipeline.Bundles;

/// <summary>Reads files of a bundle folder into memory, never through a link.</summary>
internal static class BundleFiles
{
    /// <summary>The whole file, at most <paramref name="maxBytes"/> bytes.</summary>
    public static byte[] Read(string folder, string path, long maxBytes)
    {
        string full = Path.Join(folder, path), shown = Shown(folder, path);
        try
        {
            if (new FileInfo(full).LinkTarget is not null) { throw new BundleException(shown, "link", "is a link, expected a file of the bundle itself"); }
            return BoundedRead.All(full, maxBytes, length => new BundleException(shown, "size", $"is {Text.Bytes(length)}, expected at most {Text.Bytes(maxBytes)}"));
        }
        catch (Exception e) when (BoundedRead.IsFileTrouble(e))
        {
            throw new BundleException(shown, "read", "cannot be read: " + BoundedRead.Reason(e, full));
        }
    }

    /// <summary>The path as messages show it: '/' on every platform.</summary>
    public static string Shown(string folder, string path) =>
        $"{folder.Replace('\\', '/').TrimEnd('/')}/{(path.All(c => !char.IsControl(c)) ? path : Text.Quote(path))}";
}
