namespace Pipeline.Imaging;

/// <summary>
/// An image file that cannot be used. The message is one line and complete: file, what was found, what was expected,
/// what to do.
/// </summary>
public sealed class ImageFormatException : Exception
{
    public ImageFormatException(string path, string problem, Exception? inner = null)
        : base($"{OneLine(path)}: {OneLine(problem)}", inner) => Path = path;

    /// <summary>The file, as the caller named it.</summary>
    public string Path { get; }

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
