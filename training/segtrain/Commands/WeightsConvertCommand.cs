using System.CommandLine;
using Pipeline.Bundles;
using Pipeline.Export;

namespace segtrain.Commands;

/// <summary>segtrain weights convert FROM TO: the same tensors in the format that TO's extension names.</summary>
internal static class WeightsConvertCommand
{
    public static Command Build(Shell shell)
    {
        var from = new Argument<string>("FROM") { Description = WeightsSource.Description };
        var to = new Argument<string>("TO") { Description = "File to write: .safetensors, .pt or .pth; a file that is there is never overwritten" };
        var verbose = CommonOptions.Verbose();
        var command = new Command("convert", "Write weights in another format") { from, to, verbose };
        command.SetAction(parsed => shell.Guard(parsed.GetValue(verbose), _ =>
        {
            var target = parsed.GetValue(to)!;
            var isPt = Weights.IsPt(target);
            if (Path.Exists(target)) throw new UserInputException($"{target}: exists already; choose another file or remove it");
            using var file = WeightsSource.Load(shell, parsed.GetValue(from)!);
            if (isPt && file.Metadata.Count > 0) shell.Error.WriteLine($"segtrain: {target}: left out {file.Metadata.Count} text entries, for which .pt has no place");
            Weights.Save(target, file.Tensors, file.Metadata);
            shell.Output.WriteLine($"{target}: {file.Tensors.Count} tensors, {WeightsSource.Numbers(file)} numbers");
            return ExitCodes.Done;
        }));
        return command;
    }
}
