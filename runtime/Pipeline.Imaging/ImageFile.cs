using Pipeline.Imaging.Formats.Nifti;

namespace Pipeline.Imaging;

/// <summary>
/// Reads and writes images by the ending of their name: .nii and .nii.gz, and for reading the .hdr(.gz) of a NIfTI pair.
/// Every fault of a file that is read is an <see cref="ImageFormatException"/>.
/// </summary>
public static class ImageFile
{
    /// <summary>Whether the name ends like an image that can be read. Looks at the name only.</summary>
    public static bool IsImage(string path) => NiftiFormat.ExtensionOf(path) is not null;

    /// <summary>The path without its image ending: "a/scan.nii.gz" → "a/scan".</summary>
    public static string StripExtension(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return NiftiFormat.ExtensionOf(path) is { } extension ? path[..^extension.Length] : path;
    }

    public static ImageHeader ReadHeader(string path, ImageLimits? limits = null)
    {
        RequireReadable(path);
        return NiftiReader.ReadHeader(path, limits ?? ImageLimits.Default);
    }

    /// <summary>A 3-D image as float32, the file's slope and intercept applied in double precision.</summary>
    public static Volume<float> Read(string path, ImageLimits? limits = null)
    {
        RequireReadable(path);
        return NiftiReader.Read(path, limits ?? ImageLimits.Default);
    }

    /// <summary>A 3-D label map. Values must be whole numbers from 0 to 65535, whatever type stores them.</summary>
    public static Volume<ushort> ReadLabels(string path, ImageLimits? limits = null)
    {
        RequireReadable(path);
        return NiftiReader.ReadLabels(path, limits ?? ImageLimits.Default);
    }

    /// <summary>Writes float32 without scaling. Either the whole file appears or none.</summary>
    public static void Write(string path, Volume<float> volume)
    {
        RequireWritable(path);
        NiftiWriter.Write(path, volume);
    }

    /// <summary>Writes uint8 when the highest label is at most 255, otherwise uint16. Either the whole file appears or none.</summary>
    public static void WriteLabels(string path, Volume<ushort> labels)
    {
        RequireWritable(path);
        NiftiWriter.WriteLabels(path, labels);
    }

    private static void RequireReadable(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!IsImage(path))
            throw new ImageFormatException(path, $"found the ending \"{Path.GetExtension(path)}\", expected {NiftiFormat.ReadableEndings}; convert the image to NIfTI first.");
    }

    private static void RequireWritable(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!NiftiFormat.CanWrite(path))
            throw new ImageFormatException(path, $"found the ending \"{Path.GetExtension(path)}\", expected {NiftiFormat.WritableEndings} for an output; choose another name.");
    }
}
