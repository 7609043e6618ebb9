namespace Pipeline.Export;

/// <summary>A weight file that breaks its format or does not fit the network; one line with file, what was found, what was expected.</summary>
public sealed class WeightsException(string file, string message) : Exception($"{file}: {OneLine(message)}")
{
    private const int MaxQuoted = 80;

    /// <summary>The file as the caller named it.</summary>
    public string File { get; } = file;

    /// <summary>A name from a file, in quotes and shortened.</summary>
    internal static string Quote(string name) => name.Length > MaxQuoted ? $"'{name[..MaxQuoted]}…'" : $"'{name}'";

    /// <summary>Text from a file as it may be printed: a terminal must not obey a file.</summary>
    public static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c));
}
