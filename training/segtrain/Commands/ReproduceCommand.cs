using System.CommandLine;
using System.Globalization;
using System.Text.Json;
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
            if (parsed.GetValue(budgets)!.FirstOrDefault(budget => budget < 1, 1) is < 1 and var wrong) throw new UserInputException($"--budget {wrong}: expected 1 or more");
            request = request with { SplitFile = SplitOf(request, store: !parsed.GetValue(list)) };
            if (parsed.GetValue(job) is { } one) return RunOne(shell, request, ReproductionJob.Parse(one), parsed.GetValue(verbose), cancellation);
            var plan = definition.Plan(parsed.GetValue(rows) ?? [], parsed.GetValue(budgets) ?? [], parsed.GetValue(seeds));
            if (parsed.GetValue(list)) return List(shell, request, plan);
            return RunAll(shell, request, plan, parallel, parsed.GetValue(json), parsed.GetValue(verbose), cancellation);
        }));
        return command;
    }

    /// <summary>
    /// All seeds are measured on the same patients: the split file, or a fifth of the patients drawn once and stored with the report. Validation
    /// patients are carved from the rest by each seed.
    /// </summary>
    private static string? SplitOf(ReproductionRequest request, bool store)
    {
        if ((request.SplitFile ?? DataSplit.FileBeside(request.DataFolder)) is { } given) return given;
        var stored = Path.Combine(request.ReportFolder, "split.json");
        if (!File.Exists(stored))
        {
            if (!store) return null;
            var split = DataSplit.Make(DatasetCatalogue.Find(request.Dataset).Read(request.DataFolder), null, null, 0, 0.2, seed: 0);
            Directory.CreateDirectory(request.ReportFolder);
            new SplitFile { Train = split.Train, Test = split.Test }.Save(stored);
        }
        return stored;
    }

    private static int RunOne(Shell shell, ReproductionRequest request, ReproductionJob job, bool verbose, CancellationToken cancellation)
    {
        using var progress = ProgressView.Open(shell, verbose);
        var result = new JobRunner(request, progress, progress.Stage).Run(job, cancellation);
        progress.Dispose();
        if (result is null) return ExitCodes.Cancelled;
        shell.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{job.Name}: test Dice {result.Last.MeanDice:0.0000}, {result.Minutes:0.0} minutes"));
        return ExitCodes.Done;
    }

    private static int List(Shell shell, ReproductionRequest request, IReadOnlyList<ReproductionJob> plan)
    {
        foreach (var job in plan)
        {
            var path = request.ResultPath(job);
            var (result, error) = File.Exists(path) ? Read(path) : (null, null);
            var state = error is not null ? "bad " : result is null ? "open" : request.IsCurrent(result) ? "done" : "old ";
            shell.Output.WriteLine($"{state}  {job.Name}");
            if (error is not null) shell.Error.WriteLine($"segtrain: {error}");
        }
        return ExitCodes.Done;
    }

    private static int RunAll(
        Shell shell, ReproductionRequest request, IReadOnlyList<ReproductionJob> plan, int parallel, bool json, bool verbose, CancellationToken cancellation)
    {
        var open = plan.Where(job => !File.Exists(request.ResultPath(job))).ToList();
        Directory.CreateDirectory(Path.Combine(request.ReportFolder, "jobs"));
        IReadOnlyList<(ReproductionJob Job, string Reason)> failed = [];
        using (var progress = ProgressView.Open(shell, verbose))
        {
            var before = plan.Count - open.Count;
            // The children get the same arguments: what a job is does not depend on the selection.
            var queue = new JobQueue(shell.Arguments, parallel, (finished, running) => progress.Stage(
                $"trainings · {before + finished} of {plan.Count} done · {string.Join(", ", running.Select(job => job.Name))}",
                (int)(1000 * (before + finished + running.Sum(request.Progress))), 1000 * plan.Count));
            if (open.Count > 0) failed = queue.Run(open, cancellation);
        }
        // The report is of everything in its folder that has these settings, also where this command's selection is a part of it.
        var read = Directory.GetFiles(Path.Combine(request.ReportFolder, "jobs"), "*.json").Order(StringComparer.Ordinal).Select(Read).ToList();
        var (all, unreadable) = (read.Select(r => r.Result).OfType<JobResult>().ToList(), read.Select(r => r.Error).OfType<string>().ToList());
        var results = all.Where(request.IsCurrent).ToList();
        if (results.Count > 0)
        {
            var planned = plan.Union(results.Select(result => result.Job)).Count();
            Print(shell, ReproductionReport.Write(request, results, planned, RecordedCommand.Of(shell.Arguments)), json);
        }
        foreach (var message in unreadable) shell.Error.WriteLine($"segtrain: {message}");
        var old = all.Except(results).ToList();
        foreach (var result in old)
        {
            shell.Error.WriteLine($"segtrain: {result.Job.Name}: left out, its result is of other settings or another split than this command's (commit {result.Commit}); to train it anew, delete {request.ResultPath(result.Job)} and {request.RunFolder(result.Job)}");
        }
        foreach (var (job, reason) in failed) shell.Error.WriteLine($"segtrain: {job.Name}: {reason}");
        return failed.Count == 0 && unreadable.Count == 0 && !old.Exists(result => plan.Contains(result.Job)) ? ExitCodes.Done : ExitCodes.Partial;
    }

    /// <summary>A result, or why it cannot be read.</summary>
    private static (JobResult? Result, string? Error) Read(string path)
    {
        try
        {
            return (JobResult.Load(path), null);
        }
        catch (UserInputException e)
        {
            return (null, e.Message);
        }
    }

    private static void Print(Shell shell, ReproductionTable table, bool json)
    {
        if (json)
        {
            shell.Output.WriteLine(JsonSerializer.Serialize(table, ReproductionTable.JsonType));
            return;
        }
        shell.Output.WriteLine($"{"row",-50} {"patients",8} {"n",2}  {"Dice",-13} {"difference",-26} {"served",6} {"difference",-26} {"best",5}");
        foreach (var row in table.Rows)
        {
            var sd = row.Sd is { } value ? string.Create(CultureInfo.InvariantCulture, $" ± {value:0.000}") : "";
            var dice = string.Create(CultureInfo.InvariantCulture, $"{row.Mean:0.000}{sd}");
            var (alone, served) = (TableRow.Text(row.Difference, row.DifferenceInterval), TableRow.Text(row.PostprocessedDifference, row.PostprocessedDifferenceInterval));
            shell.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{row.Title,-50} {row.Budget,8} {row.N,2}  {dice,-13} {alone,-26} {row.Postprocessed,6:0.000} {served,-26} {row.Best,5:0.000}"));
        }
    }
}
