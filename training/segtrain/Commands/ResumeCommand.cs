using System.CommandLine;
using Pipeline.Training.Runs;

namespace segtrain.Commands;

/// <summary>segtrain resume RUN: goes on from the newest checkpoint, to the same bytes as if never stopped.</summary>
internal static class ResumeCommand
{
    public static Command Build(Shell shell)
    {
        var folder = new Argument<string>("RUN") { Description = "Folder of the run" };
        var data = new Option<string?>("--data") { Description = "Where the data are now; default: as when the run was started" };
        var minutes = new Option<double?>("--minutes") { Description = "Stop after this time with a checkpoint" };
        var cache = CommonOptions.Cache();
        var json = CommonOptions.Json();
        var verbose = CommonOptions.Verbose();
        var command = new Command("resume", "Go on with a run that was stopped or killed") { folder, data, minutes, cache, json, verbose };
        command.SetAction(parsed => shell.Guard(parsed.GetValue(verbose), cancellation =>
        {
            using var progress = ProgressView.Open(shell, parsed.GetValue(verbose));
            var run = new RunOpener(progress.Stage, cancellation).Open(parsed.GetValue(folder)!, parsed.GetValue(data), parsed.GetValue(cache));
            return TrainingReport.Train(shell, progress, run, parsed.GetValue(minutes), parsed.GetValue(json), cancellation);
        }));
        return command;
    }
}
