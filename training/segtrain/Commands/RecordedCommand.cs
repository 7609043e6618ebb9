using Pipeline.Training.Runs;

namespace segtrain.Commands;

/// <summary>
/// The command line as it is recorded in runs and cards: places of this machine are left out (-o, --cache), the data folder is the variable
/// PIPELINE_DATA, so that the same line works elsewhere.
/// </summary>
internal static class RecordedCommand
{
    private static readonly string[] Dropped = ["-o", "--out", "--cache", "--minutes"];

    public static string Of(IReadOnlyList<string> args)
    {
        var words = new List<string> { "segtrain" };
        for (var i = 0; i < args.Count; i++)
        {
            var (name, value) = args[i].Split('=', 2) is [{ Length: > 0 } n, var v] && n.StartsWith('-') ? (n, v) : (args[i], null);
            if (Dropped.Contains(name))
            {
                if (value is null) i++;
            }
            else if (name == "--data")
            {
                words.Add("--data");
                words.Add(ShellWord.OfDataFolder(value ?? (++i < args.Count ? args[i] : "")));
            }
            else if (name is "--json" or "--verbose")
            {
                continue;
            }
            else
            {
                words.Add(ShellWord.Quoted(args[i]));
            }
        }
        return string.Join(' ', words);
    }
}
