using System.CommandLine;
using Pipeline.Bundles;
using Pipeline.Training.Datasets;
using Pipeline.Training.Reproduction;
using segtrain.Jobs;

namespace segtrain.Commands;

/// <summary>segtrain reproduce NAME: the rows of a comparison over seeds and label budgets, job by job, and their report.</summary>
internal static class ReproduceCommand
{
    public static Command Build(Shell shell)
    {
        var command = new Command("reproduce", "Train the rows of a comparison over seeds and label budgets, and report them");
        foreach (var definition in ReproductionCatalogue.All) command.Add(For(definition, shell));
        return command;
    }

    private static Command For(ReproductionDefinition definition, Shell shell)
    {
        var dataset = new Option<string>("--dataset") { Description = "Layout of the data: " + string.Join(", ", DatasetCatalogue.All.Select(r => r.Name)), Required = true };
        var data = CommonOptions.Data();
        var split = new Option<string?>("--split") { Description = "Split file with a test part; default: split.json beside the data" };
        var preset = new Option<string>("--preset") { Description = "Preset that all rows start from", DefaultValueFactory = _ => "cpu" };
        var set = new Option<string[]>("--set") { Description = "Change one setting in all rows: key=value, repeatable", AllowMultipleArgumentsPerToken = false };
        var rows = new Option<string[]>("--row") { Description = $"Only this row, repeatable: {string.Join(", ", definition.Rows.Select(row => row.Name))}", AllowMultipleArgumentsPerToken = false };
        var budgets = new Option<int[]>("--budget") { Description = $"Only this number of labelled patients, repeatable; default: {string.Join(", ", definition.Budgets)}", AllowMultipleArgumentsPerToken = false };
        var seeds = new Option<int?>("--seeds") { Description = "Seeds 1 … of every row; default: as the row says" };
        var jobs = new Option<int>("--jobs") { Description = "Trainings at the same time", DefaultValueFactory = _ => 1 };
        var threads = new Option<int?>("--threads") { Description = "Threads of one training; default: the processor's cores divided among the jobs" };
        var output = new Option<string?>("--out", "-o") { Description = "Folder of the report; default: artifacts/reports/NAME-DATASET" };
        var runs = new Option<string?>("--runs") { Description = "Folder of the runs; default: artifacts/runs/NAME-DATASET" };
        var cache = CommonOptions.Cache();
        var job = new Option<string?>("--job") { Description = "Run this one job in this process", Hidden = true };
        var list = new Option<bool>("--list") { Description = "Print the jobs and whether they are done (old: with other settings or another split than now, bad: cannot be read), train nothing" };
        var json = CommonOptions.Json();
        var verbose = CommonOptions.Verbose();
        var command = new Command(definition.Name, $"{definition.Rows.Count} rows against '{definition.Row(definition.Baseline).Title}'")
        {
            dataset, data, split, preset, set, rows, budgets, seeds, jobs, threads, output, runs, cache, job, list, json, verbose,
        };
        command.SetAction(parsed => shell.Guard(parsed.GetValue(verbose), cancellation =>
        {
            var parallel = parsed.GetValue(jobs) is >= 1 and <= 256 and var n ? n : throw new UserInputException($"--jobs {parsed.GetValue(jobs)}: expected 1 to 256");
            if (parsed.GetValue(seeds) is < 1 or > 1000) throw new UserInputException($"--seeds {parsed.GetValue(seeds)}: expected 1 to 1000");
            var wantedBudgets = parsed.GetValue(budgets) ?? [];
            foreach (var budget in wantedBudgets.Where(budget => budget < 1)) throw new UserInputException($"--budget {budget}: expected 1 or more");
            var place = $"{definition.Name}-{parsed.GetValue(dataset)}";
            var request = new ReproductionRequest
            {
                Definition = definition,
                Preset = parsed.GetValue(preset)!,
                Assignments = parsed.GetValue(set) ?? [],
                Dataset = parsed.GetValue(dataset)!,
                DataFolder = CommonOptions.ResolveData(parsed.GetValue(data), parsed.GetValue(dataset)!)
                    ?? throw new UserInputException("no data folder was given; use --data DIR or set PIPELINE_DATA"),
                SplitFile = parsed.GetValue(split),
                Threads = CommonOptions.CheckThreads(parsed.GetValue(threads) ?? Math.Max(1, Environment.ProcessorCount / parallel)),
                CacheFolder = parsed.GetValue(cache),
                ReportFolder = parsed.GetValue(output) ?? Path.Combine("artifacts", "reports", place),
                RunsFolder = parsed.GetValue(runs) ?? Path.Combine("artifacts", "runs", place),
            };
            request = request.WithSplit(store: !parsed.GetValue(list));
            if (parsed.GetValue(job) is { } one) return Comparison.RunOne(shell, request, ReproductionJob.Parse(one), parsed.GetValue(verbose), cancellation);
            var comparison = new Comparison(shell, request, definition.Plan(parsed.GetValue(rows) ?? [], wantedBudgets, parsed.GetValue(seeds)));
            return parsed.GetValue(list) ? comparison.List() : comparison.Run(parallel, parsed.GetValue(json), parsed.GetValue(verbose), cancellation);
        }));
        return command;
    }
}
