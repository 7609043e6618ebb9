using System.CommandLine;
using System.CommandLine.Parsing;

using Pipeline.Bundles;
using Pipeline.Inference;

namespace Segrun;

/// <summary>
/// The commands. Only the one that is called gets its options built. The overview is written from the names and descriptions
/// alone: building a parser and rendering its help would compile some eighty generic methods, half of an empty program's time.
/// </summary>
internal static class CommandTree
{
    private const string About = "Segments medical images with a trained model bundle. " + PredictionsFile.ResearchUse;

    private static readonly (string Name, string Description, Action<Command> Build)[] Commands =
    [
        ("predict", PredictCommand.Description, PredictCommand.Build),
        ("inspect", InspectCommand.Description, InspectCommand.Build),
        ("verify", VerifyCommand.Description, VerifyCommand.Build),
        ("evaluate", EvaluateCommand.Description, EvaluateCommand.Build),
        ("gate", GateCommand.Description, GateCommand.Build),
        ("devices", DevicesCommand.Description, DevicesCommand.Build),
    ];

    /// <summary>Parses, runs, and gives the exit code; every failure is one line on stderr.</summary>
    public static int Run(string[] args)
    {
        try
        {
            if (args is ["--help" or "-h" or "-?"])
                return Overview();
            ParseResult parsed = Root(args).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (Mistake(parsed) is { } mistake)
            {
                Failure.Say($"{mistake}; see {Help(parsed)}.");
                return ExitCodes.BadInput;
            }

            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (Exception e)
        {
            return Failure.Report(e, verbose: args.Contains("--verbose", StringComparer.Ordinal));
        }
    }

    private static int Overview()
    {
        TextWriter output = Console.Out;
        output.WriteLine($"Description:\n  {About}\n\nUsage:\n  segrun COMMAND [options]\n\nCommands:");
        foreach ((string name, string description, _) in Commands)
            output.WriteLine($"  {name.PadRight(9)} {description}");
        output.WriteLine("\nOptions:\n  -h, --help  This overview; after a command, its options.\n  --version   Version and commit.");
        return ExitCodes.Done;
    }

    private static RootCommand Root(string[] args)
    {
        var root = new RootCommand(About);
        root.Directives.Clear();
        string? called = Array.Find(args, arg => !arg.StartsWith('-'));
        foreach ((string name, string description, Action<Command> build) in Commands)
        {
            var command = new Command(name, description);
            if (name == called)
                build(command);
            root.Add(command);
        }

        return root;
    }

    /// <summary>What is wrong with the command line: an unknown word explains more than what is missing because of it.</summary>
    private static string? Mistake(ParseResult parsed)
    {
        if (parsed.Action is { ClearsParseErrors: true })
            return null; // help and version
        Token? unknown = parsed.Tokens
            .TakeWhile(token => token.Type != TokenType.DoubleDash)
            .FirstOrDefault(token => token.Type == TokenType.Argument && token.Value is ['-', _, ..]);
        if (unknown is not null)
            return $"unknown option '{unknown.Value}'";
        return parsed.UnmatchedTokens.Count > 0
            ? $"unknown {(parsed.CommandResult.Command is RootCommand ? "command" : "argument")} '{parsed.UnmatchedTokens[0]}'"
            : parsed.Errors.Count > 0 ? parsed.Errors[0].Message.TrimEnd('.') : null;
    }

    private static string Help(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand ? "segrun --help" : $"segrun {parsed.CommandResult.Command.Name} --help";
}
