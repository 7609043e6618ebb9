namespace Pipeline.Bundles;

/// <summary>
/// Paths under the folder of the data sets, written as <c>${PIPELINE_DATA}/…</c> so that a committed file works on every
/// machine that has the data. The variable is replaced at the start of a path only.
/// </summary>
internal static class DataRoot
{
    public const string Name = "PIPELINE_DATA";
    public const string Reference = "${" + Name + "}";

    public static bool IsIn(string path) => path.StartsWith(Reference, StringComparison.Ordinal);

    /// <summary><paramref name="path"/> made absolute against <paramref name="folder"/>; null when it needs the variable and there is none.</summary>
    public static string? Expand(string path, string folder, Func<string, string?> variable)
    {
        if (!IsIn(path)) { return Path.GetFullPath(path, folder); }
        return variable(Name) is { Length: > 0 } root ? Path.GetFullPath(Path.Join(Path.GetFullPath(root), path[Reference.Length..])) : null;
    }

    /// <summary>
    /// An absolute path as it is written into a file of <paramref name="folder"/>: relative to it, or by the variable when the
    /// path lies under the data and the folder does not.
    /// </summary>
    public static string Write(string path, string folder, Func<string, string?> variable)
    {
        if (variable(Name) is { Length: > 0 } root && Under(path, root) is { } rest && Under(folder, root) is null) { return Reference + "/" + rest; }
        return Path.GetRelativePath(folder, path).Replace('\\', '/');
    }

    private static string? Under(string path, string root)
    {
        string relative = Path.GetRelativePath(Path.GetFullPath(root), path).Replace('\\', '/');
        return relative == ".." || relative.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? null : relative;
    }
}
