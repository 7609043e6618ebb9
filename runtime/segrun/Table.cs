namespace Segrun;

/// <summary>Aligned columns for people; scripts take <c>--json</c>.</summary>
internal static class Table
{
    /// <summary>Prints the rows to stdout, each column as wide as its widest cell.</summary>
    public static void Write(params IReadOnlyList<string[]> rows)
    {
        int columns = rows.Max(row => row.Length);
        int[] widths = [.. Enumerable.Range(0, columns).Select(c => rows.Max(row => c < row.Length ? row[c].Length : 0))];
        foreach (string[] row in rows)
            Console.Out.WriteLine(string.Join("  ", row.Select((cell, c) => cell.PadRight(widths[c]))).TrimEnd());
    }

    /// <summary>Prints JSON bytes to stdout as they are.</summary>
    public static void WriteJson(byte[] json)
    {
        using Stream stdout = Console.OpenStandardOutput();
        stdout.Write(json);
    }
}
