namespace Segtrain.Tests.Fixtures;

/// <summary>Runs the command line inside the test's process: fast, for usage and messages.</summary>
internal static class InProcess
{
    public static SegtrainResult Run(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var code = segtrain.CommandLine.Run(arguments, output, error);
        return new SegtrainResult(code, output.ToString(), error.ToString());
    }
}
