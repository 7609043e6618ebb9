using System.CommandLine;
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
            error.WriteLine($"segtrain: {parsed.Errors[0].Message.ReplaceLineEndings(" ")} Try 'segtrain --help'.");
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

    internal static RootCommand Root(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        var shell = new Shell(args, output, error);
        return new RootCommand("Trains segmentation networks from full, weak, few or no annotations, and exports them as bundles for segrun.")
        {
            RunCommand.Build(shell),
            ResumeCommand.Build(shell),
            ReproduceCommand.Build(shell),
            ExportCommand.Build(shell),
            EvaluateCommand.Build(shell),
            OverlayCommand.Build(shell),
            CasesCommand.Build(shell),
            PhantomCommand.Build(shell),
            DoctorCommand.Build(shell),
        };
    }
}
