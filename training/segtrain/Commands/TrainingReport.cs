using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Bundles;
using Pipeline.Training;
using Pipeline.Training.Runs;

namespace segtrain.Commands;

/// <summary>Trains an open run and prints how it ended; shared by run and resume.</summary>
internal static class TrainingReport
{
    public static int Train(Shell shell, ProgressView progress, OpenRun run, double? minutes, bool json, CancellationToken cancellation)
    {
        if (minutes is <= 0 or > 1e6) throw new UserInputException($"--minutes {minutes}: expected a time above 0");
        var budget = minutes is { } m ? TimeSpan.FromMinutes(m) : (TimeSpan?)null;
        var outcome = TrainingSession.Run(run, progress, budget, cancellation);
        progress.Dispose();
        if (json) shell.Output.WriteLine(Json(run, outcome).ToJsonString());
        else Print(shell, run, outcome);
        return outcome.End == TrainingEnd.Cancelled ? ExitCodes.Cancelled : ExitCodes.Done;
    }

    private static void Print(Shell shell, OpenRun run, TrainingOutcome outcome)
    {
        var path = Path.GetRelativePath(Environment.CurrentDirectory, run.Folder.Path);
        var steps = run.Settings.Training.Steps;
        if (outcome.End == TrainingEnd.Completed)
        {
            shell.Output.WriteLine($"{path}: {steps} steps done{Scores(outcome)}");
            return;
        }
        var why = outcome.End == TrainingEnd.Cancelled ? "stopped" : "time is up";
        shell.Output.WriteLine($"{path}: {why} after {outcome.State.Step} of {steps} steps; go on with 'segtrain resume {path}'");
    }

    private static string Scores(TrainingOutcome outcome) => outcome.State is { LastScore: { } last, BestScore: { } best }
        ? string.Create(CultureInfo.InvariantCulture, $", validation {last:0.0000} (best {best:0.0000} at step {outcome.State.BestStep})")
        : "";

    private static JsonObject Json(OpenRun run, TrainingOutcome outcome) => new()
    {
        ["run"] = run.Folder.Path,
        ["end"] = outcome.End switch { TrainingEnd.Completed => "completed", TrainingEnd.TimeSpent => "time_spent", _ => "cancelled" },
        ["step"] = outcome.State.Step,
        ["steps"] = run.Settings.Training.Steps,
        ["last_score"] = outcome.State.LastScore,
        ["best_score"] = outcome.State.BestScore,
        ["best_step"] = outcome.State.BestStep,
    };
}
