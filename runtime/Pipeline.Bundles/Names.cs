namespace Pipeline.Bundles;

/// <summary>Which names and paths may occur in a bundle, on every operating system alike.</summary>
internal static class Names
{
    /// <summary>The rule of <see cref="IsModelName"/> in words.</summary>
    public const string ModelNameRule = "1 to 64 lower-case letters, digits, '.', '_' or '-', beginning with a letter or digit";

    /// <summary>The rule of <see cref="IsBundlePath"/> in words.</summary>
    public const string BundlePathRule =
        "a path inside the bundle: parts of letters, digits, '.', '_', '-', '+' joined by '/', without '..', drive or device names";

    private const int MaxPathLength = 200;
    /// <summary>Deepest path inside a bundle, in parts.</summary>
    public const int MaxParts = 8;

    private static readonly string[] DeviceNames =
    [
        "con", "prn", "aux", "nul", "conin$", "conout$",
        .. Enumerable.Range(0, 10).SelectMany(i => new[] { $"com{i}", $"lpt{i}" }),
    ];

    /// <summary>A model's name: safe as a folder on every file system.</summary>
    public static bool IsModelName(string name) =>
        name.Length is >= 1 and <= 64 && char.IsAsciiLetterOrDigit(name[0])
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_' or '-')
        && IsPathPart(name);

    /// <summary>A relative path with '/' that cannot leave its folder nor mean a device or stream.</summary>
    public static bool IsBundlePath(string path)
    {
        if (path.Length is 0 or > MaxPathLength) { return false; }
        string[] parts = path.Split('/');
        return parts.Length <= MaxParts && Array.TrueForAll(parts, IsPathPart);
    }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public static bool IsSha256(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    // ASCII only: two names that differ by Unicode normalisation would be one file on macOS and two on Linux.
    private static bool IsPathPart(string part) =>
        part.Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '+')
        && part is not ("." or "..") && part[^1] != '.'
        && !DeviceNames.Contains(part.Split('.')[0], StringComparer.OrdinalIgnoreCase);
}
