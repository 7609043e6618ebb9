using System.Text.Json.Nodes;
using Pipeline.Bundles;
using Pipeline.Training.Configuration;
using Pipeline.Training.Datasets;
using Pipeline.Training.Reports;
using Pipeline.Training.Runs;

namespace Pipeline.Training.Reproduction;

/// <summary>What a user asks of a comparison: data, preset, places.</summary>
public sealed record ReproductionRequest
{
    public required ReproductionDefinition Definition { get; init; }

    /// <summary>The preset that all rows start from.</summary>
    public required string Preset { get; init; }

    /// <summary>"key=value" assignments for all rows, before their own.</summary>
    public IReadOnlyList<string> Assignments { get; init; } = [];

    public required string Dataset { get; init; }

    public required string DataFolder { get; init; }

    public string? SplitFile { get; init; }

    /// <summary>Threads of one job.</summary>
    public required int Threads { get; init; }

    public string? CacheFolder { get; init; }

    /// <summary>Folder of the report; results of jobs are in its sub-folder jobs.</summary>
    public required string ReportFolder { get; init; }

    /// <summary>Folder of the runs, one sub-folder per job.</summary>
    public required string RunsFolder { get; init; }

    /// <summary>
    /// With the split that all seeds are measured by: the given file, the one beside the data, or a fifth of the patients for testing, drawn once and
    /// stored with the report. Validation patients are carved from the rest by each seed.
    /// </summary>
    /// <param name="store">False: nothing is drawn or written.</param>
    public ReproductionRequest WithSplit(bool store)
    {
        var stored = Path.Combine(ReportFolder, "split.json");
        var file = SplitFile ?? DataSplit.FileBeside(DataFolder) ?? (File.Exists(stored) || store ? stored : null);
        if (file == stored && !File.Exists(stored))
        {
            var split = DataSplit.Make(DatasetCatalogue.Find(Dataset).Read(DataFolder), null, null, 0, 0.2, seed: 0);
            Directory.CreateDirectory(ReportFolder);
            new Bundles.SplitFile { Train = split.Train, Test = split.Test }.Save(stored);
        }
        return this with { SplitFile = file };
    }

    /// <summary>The settings that all rows start from; a row changes what <see cref="ReproductionRow.Settings"/> says.</summary>
    public JsonObject Configuration()
    {
        var (definition, settings) = Resolve(Assignments);
        return definition.Write(settings);
    }

    public string RunFolder(ReproductionJob job) => Path.Combine(RunsFolder, job.Name);

    public string ResultPath(ReproductionJob job) => Path.Combine(ReportFolder, "jobs", job.Name + ".json");

    /// <summary>
    /// Whether a result is of the settings that its job would train with now, of the same test patients, and of labelled patients that train now.
    /// An option that was not there yet has its default.
    /// </summary>
    public bool IsCurrent(JobResult result)
    {
        if (!IsOfSplit(result.Last.Cases.Select(item => item.Group), result.Labelled)) return false;
        try
        {
            return IsCurrent(result.Job, RegimeCatalogue.Find(Definition.Name).Read(result.Settings));
        }
        catch (UserInputException)
        {
            return false; // of another version, with a row or options that are no more
        }
    }

    /// <summary>
    /// Whether a job would train with these settings now, threads included: presets and <c>--set</c> change. What has no effect in a row is not compared.
    /// </summary>
    internal bool IsCurrent(ReproductionJob job, RunSettings settings) => settings.Effective == Resolve(AssignmentsOf(job)).Settings.Effective;

    /// <summary>Whether these are the test patients of the split file, in any order, and those among its training patients.</summary>
    internal bool IsOfSplit(IEnumerable<string> test, IEnumerable<string> trained)
    {
        if (SplitFile is null) return true;
        var split = Bundles.SplitFile.Load(SplitFile);
        return split.Test.ToHashSet(StringComparer.Ordinal).SetEquals(test) && split.Train.ToHashSet(StringComparer.Ordinal).IsSupersetOf(trained);
    }

    /// <summary>How far the job's training is, 0 to 1, from its log; measuring afterwards is not counted.</summary>
    public double Progress(ReproductionJob job)
    {
        var step = TrainingLog.LastStep(RunFolder(job));
        return step == 0 ? 0 : (double)step / Runs.RunFolder.Open(RunFolder(job)).Configuration.Settings["training"]!["steps"]!.GetValue<long>();
    }

    /// <summary>A job as a run of its own; the command recorded is the one that trains it alone.</summary>
    public RunRequest RunRequest(ReproductionJob job)
    {
        var assignments = AssignmentsOf(job);
        var split = SplitFile is null || SplitFile == DataSplit.FileBeside(DataFolder) ? "" : $" --split {ShellWord.Quoted(SplitFile)}";
        return new RunRequest
        {
            Regime = Definition.Name,
            Preset = Preset,
            Assignments = assignments,
            Seed = job.Seed,
            Dataset = Dataset,
            DataFolder = DataFolder,
            SplitFile = SplitFile,
            Device = "auto",
            Threads = Threads,
            Folder = RunFolder(job),
            CacheFolder = CacheFolder,
            Command = $"segtrain run {Definition.Name} --dataset {Dataset} --data {ShellWord.OfDataFolder(DataFolder)}{split} --preset {Preset} "
                + $"{string.Concat(assignments.Select(a => $"--set {ShellWord.Quoted(a)} "))}--seed {job.Seed} --threads {Threads}",
        };
    }

    private string[] AssignmentsOf(ReproductionJob job) => [.. Assignments, .. Definition.Row(job.Row).Settings, $"{Definition.BudgetOption}={job.Budget}"];

    private (RegimeDefinition Definition, RunSettings Settings) Resolve(IReadOnlyList<string> assignments) =>
        RunOpener.Resolve(Definition.Name, Preset, assignments, Threads);
}
