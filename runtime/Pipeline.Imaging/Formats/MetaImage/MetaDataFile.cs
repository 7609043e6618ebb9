using System.Text.RegularExpressions;

namespace Pipeline.Imaging.Formats.MetaImage;

/// <summary>
/// The file that a header names for its voxels. A header may come from anywhere, so only a plain name of a file in the header's own
/// folder is followed: no path, no drive, no link that leads elsewhere. Files of slices (LIST, a pattern) are refused.
/// </summary>
internal static partial class MetaDataFile
{
    /// <summary>Path of the file that holds the voxels.</summary>
    public static string Of(string header, string name)
    {
        if (name.StartsWith("LIST", StringComparison.Ordinal) || SlicePattern().IsMatch(name))
            throw new InvalidDataException($"ElementDataFile is {MetaFields.Short(name)} (one file per slice), expected LOCAL or one file; convert it to a single .mha first.");
        if (name.Length == 0 || name is "." or ".." || name.AsSpan().IndexOfAny("/\\:") >= 0 || name.Any(char.IsControl))
            throw new InvalidDataException($"ElementDataFile is \"{MetaFields.Short(name)}\", expected LOCAL or the plain name of a file beside the header; put the voxels there.");
        var folder = Path.GetDirectoryName(Path.GetFullPath(header))!;
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
            throw new InvalidDataException($"its voxels are missing: no {name} beside it; fetch both files.");
        if (File.ResolveLinkTarget(path, returnFinalTarget: true) is { } target && Path.GetDirectoryName(target.FullName) != folder)
            throw new InvalidDataException($"{name} is a link out of the header's folder, expected a file in it; copy the voxels there.");
        return path;
    }

    [GeneratedRegex("%[0-9]*d", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SlicePattern();
}
