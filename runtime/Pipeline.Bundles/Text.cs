using System.Globalization;
using System.Text;

namespace Pipeline.Bundles;

/// <summary>Words and numbers for messages: always invariant, short, and safe to print.</summary>
internal static class Text
{
    private const int MaxQuoted = 80;

    /// <summary>The shortest form that reads back to the same number.</summary>
    public static string Of(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Text from a file, in quotes, shortened, without control characters (a terminal must not obey a file).</summary>
    public static string Quote(string value)
    {
        var text = new StringBuilder("'", MaxQuoted + 4);
        foreach (char c in value.Length > MaxQuoted ? value[..MaxQuoted] : value)
        {
            text.Append(char.IsControl(c) || char.IsSurrogate(c) ? '?' : c);
        }
        return text.Append(value.Length > MaxQuoted ? "…'" : "'").ToString();
    }

    /// <summary>A size in bytes for people.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 10_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 10_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.#} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB"),
    };
}
