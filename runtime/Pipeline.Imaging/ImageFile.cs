using Pipeline.Imaging.Formats;
using Pipeline.Imaging.Formats.MetaImage;
using Pipeline.Imaging.Formats.Nifti;

namespace Pipeline.Imaging;

/// <summary>
/// Reads and writes images by the ending of their name: NIfTI (.nii and .nii.gz, and for reading the .hdr(.gz) of a pair) and
/// MetaImage (.mha; .mhd with its voxels in a file beside it). Every fault of a file that is read is an <see cref="ImageFormatException"/>.
/// </summary>
public static class ImageFile
{
    private static readonly ImageFormat[] Formats = [NiftiFormat.Instance, MetaImageFormat.Instance];

    /// <summary>Endings of images that can be read, for messages: ".nii.gz, .nii, …".</summary>
    public static string ReadableEndings { get; } = Text(Formats.SelectMany(f => f.ReadableEndings));

    /// <summary>Endings of images that can be written, for messages.</summary>
    public static string WritableEndings { get; } = Text(Formats.SelectMany(f => f.WritableEndings));

    /// <summary>Whether the name ends like an image that can be read. Looks at the name only.</summary>
    public static bool IsImage(string path) => EndingOf(path) is not null;

    /// <summary>The path without its image ending: "a/scan.nii.gz" → "a/scan".</summary>
    public static string StripExtension(string path) => EndingOf(path) is { } ending ? path[..^ending.Length] : path;

    public static ImageHeader ReadHeader(string path, ImageLimits? limits = null) => Reader(path).ReadHeader(path, limits ?? ImageLimits.Default);

    /// <summary>A 3-D image as float32, the file's slope and intercept applied in double precision.</summary>
    public static Volume<float> Read(string path, ImageLimits? limits = null) => Reader(path).Read(path, limits ?? ImageLimits.Default);

    /// <summary>A 3-D label map. Values must be whole numbers from 0 to 65535, whatever type stores them.</summary>
    public static Volume<ushort> ReadLabels(string path, ImageLimits? limits = null) => Reader(path).ReadLabels(path, limits ?? ImageLimits.Default);

    /// <summary>Writes float32 without scaling. Either the whole file appears or none.</summary>
    public static void Write(string path, Volume<float> volume)
    {
        ArgumentNullException.ThrowIfNull(volume);
        Writer(path).Write(path, volume);
    }

    /// <summary>Writes uint8 when the highest label is at most 255, otherwise uint16. Either the whole file appears or none.</summary>
    public static void WriteLabels(string path, Volume<ushort> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        Writer(path).WriteLabels(path, labels);
    }

    private static string? EndingOf(string path) => Formats.Select(f => f.EndingOf(path)).FirstOrDefault(e => e is not null);

    private static ImageFormat Reader(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Array.Find(Formats, f => f.EndingOf(path) is not null)
            ?? throw new ImageFormatException(path, $"found the ending \"{Path.GetExtension(path)}\", expected {ReadableEndings}; convert the image first.");
    }

    private static ImageFormat Writer(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Array.Find(Formats, f => f.CanWrite(path))
            ?? throw new ImageFormatException(path, $"found the ending \"{Path.GetExtension(path)}\", expected {WritableEndings} for an output; choose another name.");
    }

    private static string Text(IEnumerable<string> endings)
    {
        string[] all = [.. endings];
        return $"{string.Join(", ", all[..^1])} or {all[^1]}";
    }
}
