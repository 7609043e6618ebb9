namespace Pipeline.Training.Runs;

/// <summary>Words of a recorded command line, as a shell reads them.</summary>
public static class ShellWord
{
    /// <summary>The word itself where it is plain, otherwise in single quotes.</summary>
    public static string Quoted(string word) =>
        word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || "-_=./:,+@".Contains(c, StringComparison.Ordinal)) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
