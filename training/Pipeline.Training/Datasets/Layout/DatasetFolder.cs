using Pipeline.Bundles;
using Pipeline.Imaging;

namespace Pipeline.Training.Datasets.Layout;

/// <summary>Looking into folders of data sets, the same way in all layouts.</summary>
internal static class DatasetFolder
{
    /// <summary>Refuses a folder that is not there, saying what was expected of it.</summary>
    public static void Require(string folder, string expected)
    {
        if (!Directory.Exists(folder)) throw new UserInputException($"{folder}: no such folder; expected {expected}");
    }

    /// <summary>
    /// Paths of the images directly in a folder, sorted; none where it is missing. Hidden files are left out: archives made on a Mac hold a
    /// ._NAME beside every file, which looks like an image by its name.
    /// </summary>
    public static IReadOnlyList<string> Images(string folder) => !Directory.Exists(folder) ? [] :
    [
        .. Directory.GetFiles(folder)
            .Where(path => ImageFile.IsImage(path) && !Path.GetFileName(path).StartsWith('.'))
            .Order(StringComparer.Ordinal)
            .Select(Path.GetFullPath),
    ];

    /// <summary>File name without its image ending.</summary>
    public static string Stem(string path) => Path.GetFileName(ImageFile.StripExtension(path));
}
