using System.Globalization;
using System.Text.Json;
using Pipeline.Bundles;
using Pipeline.Training.Reproduction;
using segtrain.Commands;

namespace segtrain.Jobs;

/// <summary>A comparison on the command line: its jobs listed, run one by one or all together, and reported.</summary>
internal sealed class Comparison(Shell shell, ReproductionRequest request, IReadOnlyList<ReproductionJob> plan)
{
    /// <summary>Prints every job with its state; trains and writes nothing.</summary>
    public int List()
    {
        foreach (var job in plan)
        {
            var (state, error) = ReproductionResults.StateOf(request, job);
            shell.Output.WriteLine($"{state,-4}  {job.Name}");
            if (error is not null) shell.Error.WriteLine($"segtrain: {error}");
        }
        return ExitCodes.Done;
    }

    /// <summary>Trains what has no result yet, <paramref name="parallel"/> jobs at a time, and writes the report.</summary>
    public int Run(int parallel, bool json, bool verbose, CancellationToken cancellation)
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
        var results = ReproductionResults.Of(request);
        if (results.Current.Count > 0)
        {
            var planned = plan.Union(results.Current.Select(result => result.Job)).Count();
            Print(ReproductionReport.Write(request, results.Current, planned, RecordedCommand.Of(shell.Arguments)), json);
        }
        foreach (var message in results.Unreadable) shell.Error.WriteLine($"segtrain: {message}");
        foreach (var result in results.Old)
        {
            shell.Error.WriteLine($"segtrain: {result.Job.Name}: left out, its result is of other settings or another split than this command's (commit {result.Commit}); to train it anew, delete {request.ResultPath(result.Job)} and {request.RunFolder(result.Job)}");
        }
        foreach (var (job, reason) in failed) shell.Error.WriteLine($"segtrain: {job.Name}: {reason}");
        return failed.Count == 0 && results.Unreadable.Count == 0 && !results.Old.Any(result => plan.Contains(result.Job)) ? ExitCodes.Done : ExitCodes.Partial;
    }

    /// <summary>Runs one job in this process, until its queue is cancelled or gone.</summary>
    public static int RunOne(Shell shell, ReproductionRequest request, ReproductionJob job, bool verbose, CancellationToken cancellation)
    {
        using var progress = ProgressView.Open(shell, verbose);
        var result = new JobRunner(request, progress, progress.Stage).Run(job, Parent.Watch(cancellation));
        progress.Dispose();
        if (result is null) return ExitCodes.Cancelled;
        shell.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{job.Name}: test Dice {result.Last.MeanDice:0.0000}, {result.Minutes:0.0} minutes"));
        return ExitCodes.Done;
    }

    private void Print(ReproductionTable table, bool json)
    {
        if (json)
        {
            shell.Output.WriteLine(JsonSerializer.Serialize(table, ReproductionTable.JsonType));
            return;
        }
        var width = table.Rows.Max(row => row.Title.Length);
        shell.Output.WriteLine($"{"row".PadRight(width)} {"patients",8} {"n",2}  {"Dice",-13} {"difference",-26} {"served",6} {"difference",-26} {"best",5}");
        foreach (var row in table.Rows)
        {
            var sd = row.Sd is { } value ? string.Create(CultureInfo.InvariantCulture, $" ± {value:0.000}") : "";
            var dice = string.Create(CultureInfo.InvariantCulture, $"{row.Mean:0.000}{sd}");
            var (alone, served) = (TableRow.Text(row.Difference, row.DifferenceInterval), TableRow.Text(row.PostprocessedDifference, row.PostprocessedDifferenceInterval));
            shell.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{row.Title.PadRight(width)} {row.Budget,8} {row.N,2}  {dice,-13} {alone,-26} {row.Postprocessed,6:0.000} {served,-26} {row.Best,5:0.000}"));
        }
    }
}
