using System.CommandLine;
using Pipeline.Bundles;
using Pipeline.Training.Datasets;

namespace segtrain.Commands;

/// <summary>segtrain cases DATASET DIR -o cases.json: the list that segrun evaluate reads, so that the runtime needs to know no data set.</summary>
internal static class CasesCommand
{
    public static Command Build(Shell shell)
    {
        var command = new Command("cases", "Write the cases of a data set, or of a part of its split, as a file for evaluate");
        foreach (var reader in DatasetCatalogue.All) command.Add(For(reader, shell));
        return command;
    }

    private static Command For(IDatasetReader reader, Shell shell)
    {
        var folder = new Argument<string>("DIR") { Description = "Folder of the data set" };
        var split = new Option<string?>("--split") { Description = "Split file; default: split.json beside the data" };
        var part = new Option<string?>("--part") { Description = "train, val or test; default: all cases" };
        var output = new Option<string>("--out", "-o") { Description = "File to write", Required = true };
        var verbose = CommonOptions.Verbose();
        var command = new Command(reader.Name, reader.Title) { folder, split, part, output, verbose };
        command.SetAction(parsed => shell.Guard(parsed.GetValue(verbose), _ =>
        {
            var cases = Part(reader.Read(parsed.GetValue(folder)!), parsed.GetValue(folder)!, parsed.GetValue(split), parsed.GetValue(part));
            new CasesFile
            {
                Cases = [.. cases.Select(c => c.Entry)],
            }.Save(parsed.GetValue(output)!);
            shell.Output.WriteLine($"{parsed.GetValue(output)}: {cases.Count} cases of {cases.Select(c => c.Group).Distinct(StringComparer.Ordinal).Count()} patients");
            return 0;
        }));
        return command;
    }

    private static IReadOnlyList<DatasetCase> Part(IReadOnlyList<DatasetCase> cases, string folder, string? splitPath, string? part)
    {
        if (part is null) return cases;
        var path = splitPath ?? Path.Combine(folder, "split.json");
        if (!File.Exists(path)) throw new UserInputException($"{path}: missing; give the split file that --part {part} refers to with --split");
        var split = SplitFile.Load(path);
        var groups = part switch
        {
            "train" => split.Train,
            "val" => split.Val ?? throw new UserInputException($"{path}: has no val part; validation patients are drawn by seed in a run, see split.json in its folder"),
            "test" => split.Test,
            _ => throw new UserInputException($"--part {part}: expected train, val or test"),
        };
        return DataSplit.Select(cases, groups);
    }
}
