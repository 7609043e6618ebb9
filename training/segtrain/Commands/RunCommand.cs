using System.CommandLine;
using Pipeline.Bundles;
using Pipeline.Training;
using Pipeline.Training.Datasets;
using Pipeline.Training.Runs;

namespace segtrain.Commands;

/// <summary>segtrain run REGIME: a new run.</summary>
internal static class RunCommand
{
    public static Command Build(Shell shell)
    {
        var command = new Command("run", "Start a training run");
        foreach (var regime in RegimeCatalogue.All) command.Add(ForRegime(regime, shell));
        return command;
    }

    private static Command ForRegime(RegimeDefinition regime, Shell shell)
    {
        var dataset = new Option<string?>("--dataset")
        {
            Description = "Layout of the data: " + string.Join(", ", DatasetCatalogue.All.Select(r => r.Name)),
            Required = regime.NeedsData,
        };
        var data = CommonOptions.Data();
        var split = new Option<string?>("--split") { Description = "Split file {train, val?, test}; default: split.json beside the data, else drawn by seed" };
        var validation = new Option<double>("--validation") { Description = "Share of the training patients kept for validation where the split names none", DefaultValueFactory = _ => 0.2 };
        var test = new Option<double>("--test") { Description = "Share of the patients kept for testing where there is no split file", DefaultValueFactory = _ => 0.2 };
        var preset = new Option<string>("--preset") { Description = string.Join(", ", regime.Presets), DefaultValueFactory = _ => regime.Presets[0] };
        var set = new Option<string[]>("--set") { Description = "Change one setting: key=value, repeatable", AllowMultipleArgumentsPerToken = false };
        var seed = CommonOptions.Seed();
        var threads = CommonOptions.Threads();
        var device = CommonOptions.Device();
        var minutes = new Option<double?>("--minutes") { Description = "Stop after this time with a checkpoint; the schedule stays, 'resume' goes on" };
        var folder = new Option<string?>("--out", "-o") { Description = "Folder of the run; default: artifacts/runs/REGIME-DATASET-seedN" };
        var cache = CommonOptions.Cache();
        var json = CommonOptions.Json();
        var verbose = CommonOptions.Verbose();
        var command = new Command(regime.Name, regime.Summary)
        {
            dataset, data, split, validation, test, preset, set, seed, threads, device, minutes, folder, cache, json, verbose,
        };
        command.SetAction(parsed => shell.Guard(parsed.GetValue(verbose), cancellation =>
        {
            var name = parsed.GetValue(dataset);
            var request = new RunRequest
            {
                Regime = regime.Name,
                Preset = parsed.GetValue(preset)!,
                Assignments = parsed.GetValue(set) ?? [],
                Seed = parsed.GetValue(seed),
                Dataset = name,
                DataFolder = name is null ? null : CommonOptions.ResolveData(parsed.GetValue(data), name),
                SplitFile = parsed.GetValue(split),
                ValidationFraction = Fraction("--validation", parsed.GetValue(validation)),
                TestFraction = Fraction("--test", parsed.GetValue(test)),
                Device = parsed.GetValue(device)!,
                Threads = CommonOptions.CheckThreads(parsed.GetValue(threads)),
                Folder = parsed.GetValue(folder) ?? Path.Combine("artifacts", "runs", $"{regime.Name}-{name ?? "none"}-seed{parsed.GetValue(seed)}"),
                CacheFolder = parsed.GetValue(cache),
                Command = RecordedCommand.Of(shell.Arguments),
            };
            using var progress = ProgressView.Open(shell, parsed.GetValue(verbose));
            var run = new RunOpener(progress.Stage, cancellation).Create(request);
            return TrainingReport.Train(shell, progress, run, parsed.GetValue(minutes), parsed.GetValue(json), cancellation);
        }));
        return command;
    }

    private static double Fraction(string option, double value) => value is >= 0 and < 1
        ? value
        : throw new UserInputException($"{option} {value}: expected a share from 0 to below 1");
}
