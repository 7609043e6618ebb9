using System.CommandLine;
using System.Globalization;

using Pipeline.Bundles;
using Pipeline.Inference;

namespace Segrun;

/// <summary><c>segrun evaluate</c>: Dice and HD95 of a model on annotated cases.</summary>
internal static class EvaluateCommand
{
    public const string Description = "Measure a model on annotated cases: Dice with 95 % interval, HD95 in mm.";

    public static void Build(Command command)
    {
        var model = new ModelOptions(command);
        var cases = new Option<string>("--cases") { HelpName = "FILE", Required = true, Description = "Cases file (pipeline-cases/1) with images and label maps." };
        var output = new Option<string>("--output", "-o") { HelpName = "FILE", Required = true, Description = "Metrics file to write (pipeline-metrics/1)." };
        var json = new Option<bool>("--json") { Description = "Print the metrics as JSON too." };
        command.Add(cases);
        command.Add(output);
        command.Add(json);
        command.SetAction(parsed =>
        {
            string casesPath = parsed.GetValue(cases)!;
            string path = parsed.GetValue(output)!;
            SegmenterOptions options = model.Read(parsed);
            Bundle bundle = Bundle.Open(model.Model(parsed), options.ModelsRoot);
            IReadOnlyList<EvaluationCase> subjects = EvaluationCase.From(CasesFile.Load(casesPath), bundle.Card);
            OutputPlan.RequireWritable(Path.GetDirectoryName(Path.GetFullPath(path))!);
            using var interrupt = new Interrupt();
            using Segmenter segmenter = Planned.Open(bundle, options, [.. subjects.Select(s => s.Images)], model.Verbose(parsed), out MemoryPlan plan);
            MetricsFile metrics = Evaluator.Evaluate(segmenter, subjects, new EvaluationContext
            {
                Backend = ProgramInfo.Backend,
                Command = $"segrun evaluate -m {model.Model(parsed)} --cases {casesPath} -o {path}",
                Commit = ProgramInfo.Commit,
                Overlap = plan.Overlap,
                Progress = done => Console.Error.WriteLine($"{done.Id}: Dice {Number(done.Dice.Values.Average())}, {Number(done.Seconds)} s"),
            }, interrupt.Token);
            Planned.ReportPeak(model.Verbose(parsed));
            metrics.Save(path);
            if (parsed.GetValue(json))
                Table.WriteJson(metrics.ToJson());
            else
                Print(metrics);
            return ExitCodes.Done;
        });
    }

    private static void Print(MetricsFile metrics) => Table.Write(
    [
        ["class", "Dice", "95 % interval", "HD95 mm", "HD95 undefined"],
        .. metrics.Classes.Select(c => (string[])[c.Key, Number(c.Value.Dice), Interval(c.Value.DiceInterval), c.Value.Hd95 is { } mm ? Number(mm) : "-", $"{c.Value.Hd95Undefined}"]),
        ["mean", Number(metrics.MeanDice), Interval(metrics.MeanDiceInterval), "", $"{metrics.Cases.Count} cases"],
    ]);

    private static string Interval(IReadOnlyList<double> bounds) => $"[{Number(bounds[0])}, {Number(bounds[1])}]";

    private static string Number(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
