using Segtrain.Tests.Fixtures;

namespace Segtrain.Tests;

public sealed class HelpTests(Workshop workshop)
{
    [Theory]
    [InlineData("help.txt")]
    [InlineData("help-run-full.txt", "run", "full")]
    [InlineData("help-export.txt", "export")]
    [InlineData("help-weights.txt", "weights")]
    [InlineData("help-weights-compare.txt", "weights", "compare")]
    public void The_help_is_the_golden_text(string file, params string[] command)
    {
        var result = SegtrainProgram.Run(workshop, [.. command, "--help"]);
        Assert.Equal(0, result.Code);
        var path = Path.Combine(AppContext.BaseDirectory, "Golden", file);
        var found = string.Join('\n', result.Output.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).Trim() + "\n";
        // The default of --threads is this machine's number of cores.
        found = found.Replace($"number [default: {Environment.ProcessorCount}]", "number [default: CORES]", StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(path), found);
    }
}
