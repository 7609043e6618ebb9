using System.Security.Cryptography;
using System.Text;

namespace Pipeline.Bundles;

/// <summary>
/// The list of a bundle's files with their SHA-256: one line <c>hex  path</c> per file, sorted by path (ordinal), '/' as separator.
/// <c>sha256sum -c SHA256SUMS</c> reads it too.
/// </summary>
public static class Checksums
{
    /// <summary>The list's own name.</summary>
    public const string FileName = "SHA256SUMS";

    /// <summary>Detached signature of the list; the only file that may be there without being listed.</summary>
    public const string SignatureName = "SHA256SUMS.sig";

    private const int MaxListBytes = 1 << 20;
    private const int MaxFiles = 1000;
    private const int HexLength = 64;

    /// <summary>Hashes everything in the folder and writes the list. Call it last.</summary>
    public static void Write(string folder)
    {
        StringBuilder list = new();
        foreach (string path in Files(folder))
        {
            if (!Names.IsBundlePath(path)) { throw Fault(folder, path, "path", $"cannot be part of a bundle, expected {Names.BundlePathRule}"); }
            list.Append(HashFile(folder, path)).Append("  ").Append(path).Append('\n');
        }
        WholeFile.Write(Path.Join(folder, FileName), Encoding.UTF8.GetBytes(list.ToString()));
    }

    /// <summary>
    /// Checks that the folder holds exactly the listed files, unchanged: no more, no fewer, no links, no empty folders.
    /// Returns path → hash.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Verify(string folder) => Verify(folder, new Dictionary<string, byte[]>(StringComparer.Ordinal));

    /// <summary>The same, taking the hashes of files that were read into memory already.</summary>
    internal static IReadOnlyDictionary<string, string> Verify(string folder, IReadOnlyDictionary<string, byte[]> inMemory)
    {
        SortedDictionary<string, string> listed = ReadList(folder);
        string[] present = [.. Files(folder)];
        foreach (string path in present)
        {
            if (!listed.ContainsKey(path)) { throw Fault(folder, path, "extra-file", $"is not listed in {FileName}; remove it or take the bundle from its source again"); }
        }
        foreach (string path in listed.Keys.Except(present, StringComparer.Ordinal))
        {
            throw Fault(folder, path, "missing-file", $"is listed in {FileName} but missing; take the bundle from its source again");
        }
        foreach ((string path, string expected) in listed)
        {
            string found = inMemory.TryGetValue(path, out byte[]? bytes) ? Hash(bytes) : HashFile(folder, path);
            Compare(folder, path, found, expected);
        }
        return listed;
    }

    /// <summary>Throws when the bytes are not the listed ones.</summary>
    internal static void Compare(string folder, string path, string found, string expected)
    {
        if (found != expected)
        {
            throw Fault(
                folder, path, "checksum",
                $"SHA-256 is {found[..12]}…, expected {expected[..12]}… of {FileName}; the file was changed or damaged, take the bundle from its source again");
        }
    }

    /// <summary>Lower-case SHA-256 of bytes.</summary>
    internal static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static SortedDictionary<string, string> ReadList(string folder)
    {
        string text = Encoding.UTF8.GetString(BundleFiles.Read(folder, FileName, MaxListBytes));
        SortedDictionary<string, string> listed = new(StringComparer.Ordinal);
        HashSet<string> folded = new(StringComparer.OrdinalIgnoreCase);
        string[] lines = text.Split('\n');
        string? previous = null;
        Require(lines[^1].Length == 0, lines.Length, "is cut off, expected a line feed at the end");
        Require(lines.Length - 1 is > 0 and <= MaxFiles, 1, $"expected 1 to {MaxFiles} files, found {lines.Length - 1}");
        for (int i = 0; i < lines.Length - 1; i++)
        {
            string line = lines[i];
            Require(
                line.Length > HexLength + 2 && Names.IsSha256(line[..HexLength]) && line[HexLength] == ' ' && line[HexLength + 1] == ' ', i + 1,
                "expected 64 lower-case hex digits, two spaces and a path");
            string path = line[(HexLength + 2)..];
            Require(Names.IsBundlePath(path), i + 1, $"found {Text.Quote(path)}, expected {Names.BundlePathRule}");
            Require(path is not (FileName or SignatureName), i + 1, $"lists {path}, which cannot be in it");
            Require(string.CompareOrdinal(previous, path) < 0, i + 1, $"{Text.Quote(path)} is out of order, expected paths in ascending order, each once");
            Require(folded.Add(path), i + 1, $"{Text.Quote(path)} differs from another path only by case");
            listed.Add(path, line[..HexLength]);
            previous = path;
        }
        return listed;

        void Require(bool holds, int line, string message)
        {
            if (!holds) { throw Fault(folder, FileName, "list", $"line {line}: {message}"); }
        }
    }

    // Depth-first, refusing links and empty folders; '/' paths in ordinal order, without the list and its signature.
    private static List<string> Files(string folder)
    {
        List<string> files = [];
        try { Collect(new DirectoryInfo(folder), "", files, folder); }
        catch (Exception e) when (BoundedRead.IsFileTrouble(e))
        {
            throw new BundleException(folder, "read", "cannot be listed: " + BoundedRead.Reason(e, ""));
        }
        files.RemoveAll(f => f is FileName or SignatureName);
        files.Sort(StringComparer.Ordinal);
        return files;
    }

    private static void Collect(DirectoryInfo directory, string prefix, List<string> files, string folder)
    {
        bool any = false;
        foreach (FileSystemInfo entry in directory.EnumerateFileSystemInfos())
        {
            any = true;
            string path = prefix + entry.Name;
            if (entry.LinkTarget is not null || entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
            {
                throw Fault(folder, path, "link", "is a link, expected a file of the bundle itself");
            }
            if (path.Count(c => c == '/') >= Names.MaxParts) { throw Fault(folder, path, "path", $"lies deeper than {Names.MaxParts} folders"); }
            if (entry is DirectoryInfo inner) { Collect(inner, path + "/", files, folder); }
            else { files.Add(path); }
            if (files.Count > MaxFiles + 2) { throw Fault(folder, FileName, "list", $"the folder holds more than {MaxFiles} files"); }
        }
        if (!any && prefix.Length > 0) { throw Fault(folder, prefix.TrimEnd('/'), "extra-file", $"is an empty folder that is not listed in {FileName}; remove it"); }
    }

    private static string HashFile(string folder, string path)
    {
        string full = Path.Join(folder, path);
        try
        {
            // See BoundedRead: a file of length 0 may be a pipe, so it is not opened.
            if (new FileInfo(full).Length == 0) { return Hash([]); }
            using FileStream stream = new(full, FileMode.Open, FileAccess.Read, FileShare.Read);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception e) when (BoundedRead.IsFileTrouble(e))
        {
            throw Fault(folder, path, "read", "cannot be read: " + BoundedRead.Reason(e, full));
        }
    }

    private static BundleException Fault(string folder, string path, string rule, string message) =>
        new(BundleFiles.Shown(folder, path), rule, message);
}
