using System.CommandLine;
using System.Text;
using Pipeline.Bundles;
using Pipeline.Inference;
using Pipeline.Training.Devices;
using Pipeline.Training.Runs;
using Pipeline.Training.Validation;

namespace segtrain.Commands;

/// <summary>segtrain evaluate RUN --cases F: training's own evaluation, with Torch in place of ONNX Runtime and everything else equal.</summary>
internal static class EvaluateCommand
{
    public static Command Build(Shell shell)
    {
        var folder = new Argument<string>("RUN") { Description = "Folder of the run" };
        var cases = new Option<string>("--cases") { Description = "Cases file, see 'segtrain cases'", Required = true };
        var checkpoint = CommonOptions.Checkpoint();
        var output = new Option<string?>("--out", "-o") { Description = "Metrics file to write" };
        var threads = CommonOptions.Threads();
        var json = CommonOptions.Json();
        var verbose = CommonOptions.Verbose();
        var command = new Command("evaluate", "Measure a run's network with Torch: Dice and HD95 per class and case") { folder, cases, checkpoint, output, threads, json, verbose };
        command.SetAction(parsed => shell.Guard(parsed.GetValue(verbose), cancellation =>
        {
            var run = RunFolder.Open(parsed.GetValue(folder)!);
            var list = CasesFile.Load(parsed.GetValue(cases)!);
            using var progress = ProgressView.Open(shell, parsed.GetValue(verbose));
            var metrics = TrainingThread.Run(CommonOptions.CheckThreads(parsed.GetValue(threads)), () =>
            {
                using var model = ServedModel.Open(run, parsed.GetValue(checkpoint));
                using var segmenter = new Segmenter(new TorchRunner(model.Network, model.Device), model.Card, new SegmenterOptions { Threads = 1 });
                var done = 0;
                return Evaluator.Evaluate(segmenter, EvaluationCase.From(list, model.Card), new EvaluationContext
                {
                    Backend = $"{BuildFacts.Backend} {BuildFacts.LibtorchVersion}",
                    Command = RecordedCommand.Of(shell.Arguments),
                    Commit = BuildFacts.Commit,
                    Overlap = false,
                    Progress = _ => progress.Stage("evaluating", ++done, list.Cases.Count),
                }, cancellation);
            });
            progress.Dispose();
            if (parsed.GetValue(output) is { } path) metrics.Save(path);
            shell.Output.Write(parsed.GetValue(json) ? Encoding.UTF8.GetString(metrics.ToJson()) : MetricsTable.Text(metrics));
            return ExitCodes.Done;
        }));
        return command;
    }
}
