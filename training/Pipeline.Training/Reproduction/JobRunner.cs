using Pipeline.Bundles;
using Pipeline.Export;
using Pipeline.Imaging;
using Pipeline.Inference;
using Pipeline.Training.Datasets;
using Pipeline.Training.Devices;
using Pipeline.Training.Reports;
using Pipeline.Training.Runs;
using Pipeline.Training.Validation;

namespace Pipeline.Training.Reproduction;

/// <summary>
/// Runs one job to its result file: trains (or goes on where an earlier process was stopped), exports both checkpoints and measures them on the
/// test patients through the runtime.
/// </summary>
public sealed class JobRunner(ReproductionRequest request, ITrainingObserver observer, Action<string, int, int>? progress)
{
    /// <summary>The finished job; null where the run was cancelled and can go on later.</summary>
    public JobResult? Run(ReproductionJob job, CancellationToken cancellation)
    {
        var folder = request.RunFolder(job);
        var opener = new RunOpener(progress, cancellation);
        var run = Directory.Exists(folder) ? opener.Open(folder, request.DataFolder, request.CacheFolder) : opener.Create(request.RunRequest(job));
        if (!request.IsCurrent(job, run.Settings) || !request.IsOfSplit(run.Configuration.Data!.Test, run.Configuration.Data.Train))
        {
            throw new UserInputException($"{folder}: the run there is of other settings or another split than this command's; delete the folder to train anew, or give another --runs");
        }
        if (run.Folder.Result() is null && TrainingSession.Run(run, observer, timeBudget: null, cancellation).End != TrainingEnd.Completed) return null;
        var result = Measure(job, run, cancellation);
        result.Save(request.ResultPath(job));
        return result;
    }

    private JobResult Measure(ReproductionJob job, OpenRun run, CancellationToken cancellation)
    {
        var data = run.Configuration.Data!;
        var trained = run.Folder.Result()!;
        var cases = TestCases(data, run.Folder.Card());
        var (last, parity) = Export(run, CheckpointChoice.Last, checkParity: true);
        var alone = run.Folder.Card() with { Postprocessing = [], TestTimeFlips = null };
        var plain = Figures(last, alone, cases, cancellation);
        var processed = Figures(last, run.Folder.Card(), cases, cancellation, run.Folder.In("test"));
        var best = trained.BestStep is null ? null
            : trained.BestStep == trained.Steps ? plain
            : Figures(Export(run, CheckpointChoice.Best, checkParity: false).Model, alone, cases, cancellation);
        var labelled = run.Data!.Labelled.Select(c => c.Image.Group).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return new JobResult
        {
            Row = job.Row,
            Budget = job.Budget,
            Seed = job.Seed,
            Labelled = [.. labelled],
            Steps = trained.Steps,
            Minutes = Math.Round(trained.Seconds / 60, 2),
            SecondsPerStep = trained.SecondsPerStep,
            Curve = Curve(run.Folder.Path),
            LastValidation = trained.LastScore,
            BestValidation = trained.BestScore,
            BestStep = trained.BestStep,
            Last = plain,
            LastPostprocessed = processed,
            Best = best,
            Parity = parity,
            Settings = run.Configuration.Settings,
            DataHash = data.Hash,
            WeightsSha256 = trained.WeightsSha256,
            Command = run.Configuration.Command,
            Commit = run.Configuration.Commit,
            Backend = $"{BuildFacts.Backend} {BuildFacts.LibtorchVersion}; {OnnxRuntimeGuard.Name}",
        };
    }

    private IReadOnlyList<EvaluationCase> TestCases(Configuration.RunData data, Card card)
    {
        var cases = DataSplit.Select(DatasetCatalogue.Find(data.Dataset).Read(request.DataFolder), data.Test);
        if (cases.Count == 0) throw new UserInputException($"{request.DataFolder}: the split has no test patients to measure on; give a split file with a test part");
        return EvaluationCase.From(new CasesFile { Cases = [.. cases.Select(c => c.Entry)] }, card);
    }

    private static (byte[] Model, double Parity) Export(OpenRun run, CheckpointChoice choice, bool checkParity) =>
        TrainingThread.Run(run.Settings.Training.Threads, () =>
        {
            using var served = ServedModel.Open(run.Folder, choice, "cpu");
            var model = Exporter.ToOnnx(served.Network).ToBytes();
            if (!checkParity) return (model, 0);
            var parity = Parity.Check(served.Network, model);
            parity.ThrowIfFailed();
            return (model, parity.File.RelativeMax);
        });

    /// <summary>Measures a model; with a folder, the label maps of a few cases spread over the list are kept there for the pictures.</summary>
    private TestFigures Figures(
        byte[] model, Card card, IReadOnlyList<EvaluationCase> cases, CancellationToken cancellation, string? keep = null)
    {
        var runner = new OnnxRunner(model, DeviceSpec.Cpu, request.Threads, card.Output.Name);
        using var segmenter = new Segmenter(runner, card, new SegmenterOptions { Device = runner.Device });
        var done = 0;
        var metrics = Evaluator.Evaluate(segmenter, cases, new EvaluationContext
        {
            Backend = OnnxRuntimeGuard.Name,
            Command = "",
            Commit = BuildFacts.Commit,
            Progress = _ => progress?.Invoke("measuring", ++done, cases.Count),
        }, cancellation);
        if (keep is not null)
        {
            Directory.CreateDirectory(keep);
            foreach (var example in OverlayPicture.Examples(cases))
            {
                ImageFile.WriteLabels(Path.Combine(keep, example.Id + ".nii.gz"), segmenter.Segment([.. example.Images.Select(path => ImageFile.Read(path))], cancellation));
            }
        }
        return new TestFigures(
            metrics.MeanDice,
            metrics.Classes.ToDictionary(c => c.Key, c => c.Value.Dice, StringComparer.Ordinal),
            [.. metrics.Cases.Select(c => new CaseDice(c.Id, c.Group, c.Dice.Values.Average()))]);
    }

    private static IReadOnlyList<CurvePoint> Curve(string folder) =>
        [.. TrainingLog.Rows(folder).Where(row => row["score"] is not null)
            .Select(row => new CurvePoint(row["step"]!.GetValue<long>(), row["score"]!.GetValue<double>()))];
}
