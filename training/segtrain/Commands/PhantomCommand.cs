using System.CommandLine;
using Pipeline.Training.Datasets;

namespace segtrain.Commands;

/// <summary>segtrain phantom DATASET: made-up patients in a data set's layout.</summary>
internal static class PhantomCommand
{
    public static Command Build(Shell shell)
    {
        var command = new Command("phantom", "Write made-up patients in a data set's layout");
        foreach (var writer in DatasetCatalogue.Phantoms) command.Add(For(writer, shell));
        return command;
    }

    private static Command For(IPhantomWriter writer, Shell shell)
    {
        var folder = new Option<string>("--out", "-o") { Description = "Folder to make", Required = true };
        var patients = new Option<int>("--patients") { Description = "How many", DefaultValueFactory = _ => 20 };
        var seed = CommonOptions.Seed();
        var verbose = CommonOptions.Verbose();
        var command = new Command(writer.Name, $"Phantom of {writer.Name}") { folder, patients, seed, verbose };
        command.SetAction(parsed => shell.Guard(parsed.GetValue(verbose), cancellation =>
        {
            writer.Write(parsed.GetValue(folder)!, parsed.GetValue(patients), parsed.GetValue(seed), cancellation);
            shell.Output.WriteLine($"{parsed.GetValue(folder)}: {parsed.GetValue(patients)} patients, seed {parsed.GetValue(seed)}");
            return 0;
        }));
        return command;
    }
}
