namespace Pipeline.Imaging.Formats.Nifti;

/// <summary>Names and fixed numbers of the format.</summary>
internal static class NiftiFormat
{
    public const string ReadableEndings = ".nii, .nii.gz, .hdr or .hdr.gz";
    public const string WritableEndings = ".nii or .nii.gz";

    /// <summary>Size of the NIfTI-1 header; four more bytes say whether extensions follow.</summary>
    public const int HeaderBytes1 = 348;
    public const int HeaderBytes2 = 540;
    public const int ExtensionFlagBytes = 4;

    private static readonly string[] Endings = [".nii.gz", ".nii", ".hdr.gz", ".hdr"];

    public static string? ExtensionOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var ending = Array.Find(Endings, e => path.EndsWith(e, StringComparison.OrdinalIgnoreCase));
        return ending is null ? null : path[^ending.Length..];
    }

    public static bool CanWrite(string path) =>
        ExtensionOf(path) is { } e && e.StartsWith(".nii", StringComparison.OrdinalIgnoreCase);
}
