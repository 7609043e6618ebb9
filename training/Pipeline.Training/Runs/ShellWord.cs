namespace Pipeline.Training.Runs;

/// <summary>Words of a recorded command line, as a shell reads them.</summary>
public static class ShellWord
{
    /// <summary>The word itself where it is plain, otherwise in single quotes.</summary>
    public static string Quoted(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_=./:,+@".Contains(c, StringComparison.Ordinal)) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>A data folder as it is recorded: a folder in PIPELINE_DATA, so that the same line works on another machine.</summary>
    public static string OfDataFolder(string folder)
    {
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(folder));
        return name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? $"$PIPELINE_DATA/{name}" : "$PIPELINE_DATA";
    }
}
