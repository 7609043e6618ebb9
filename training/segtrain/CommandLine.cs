using System.CommandLine;
using System.CommandLine.Parsing;
using Pipeline.Bundles;
using segtrain.Commands;

namespace segtrain;

/// <summary>The command tree. One file per command in Commands/.</summary>
internal static class CommandLine
{
    public static int Run(string[] args, TextWriter? output = null, TextWriter? error = null)
    {
        output ??= Console.Out;
        error ??= Console.Error;
        var root = Root(args, output, error);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            error.WriteLine($"segtrain: {Mistake(parsed)} Try 'segtrain --help'.");
            return ExitCodes.BadInput;
        }
        return parsed.Invoke(new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        });
    }

    /// <summary>What is wrong with the command line: an unknown word explains more than what is missing because of it.</summary>
    private static string Mistake(ParseResult parsed) =>
        parsed.Tokens.FirstOrDefault(token => token.Type == TokenType.Argument && token.Value.StartsWith("--", StringComparison.Ordinal)) is { } option
            ? $"unknown option '{option.Value}'."
        : parsed.UnmatchedTokens.Count > 0 ? $"unknown command or argument '{parsed.UnmatchedTokens[0]}'."
        : parsed.Errors[0].Message.ReplaceLineEndings(" ");

    internal static RootCommand Root(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        var shell = new Shell(args, output, error);
        return new RootCommand("Trains segmentation networks from full, weak, few or no annotations, and exports them as bundles for segrun.")
        {
            RunCommand.Build(shell),
            ResumeCommand.Build(shell),
            ExportCommand.Build(shell),
            GraphCommand.Build(shell),
            EvaluateCommand.Build(shell),
            OverlayCommand.Build(shell),
            WeightsCommand.Build(shell),
            CasesCommand.Build(shell),
            PhantomCommand.Build(shell),
            DoctorCommand.Build(shell),
        };
    }
}
