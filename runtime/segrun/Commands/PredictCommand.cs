using System.CommandLine;
using System.Diagnostics;
using System.Globalization;

using Pipeline.Bundles;
using Pipeline.Imaging;
using Pipeline.Inference;

namespace Segrun;

/// <summary><c>segrun predict</c>: label maps of images, on the images' own grid.</summary>
internal static class PredictCommand
{
    public const string Description = "Segment images into label maps on their own grid.";

    public static void Build(Command command)
    {
        var inputs = new Argument<string[]>("INPUT") { Arity = ArgumentArity.ZeroOrMore, Description = "Images (.nii, .nii.gz) or folders of images. Several modalities: CASE_MODALITY.nii.gz." };
        var output = new Option<string>("--output", "-o") { HelpName = "OUT", Required = true, Description = "Label map of a single input (such as labels.nii.gz), or folder for CASE_seg.nii.gz and predictions.json." };
        var named = new Option<string[]>("--modality") { HelpName = "NAME=PATH", Description = "Image of one modality, instead of INPUT; once for each modality of one case." };
        var json = new Option<bool>("--json") { Description = "Print the result as JSON." };
        command.Add(inputs);
        var model = new ModelOptions(command);
        command.Add(output);
        command.Add(named);
        command.Add(json);
        command.SetAction(parsed =>
        {
            long start = Stopwatch.GetTimestamp();
            SegmenterOptions options = model.Read(parsed);
            Bundle bundle = Bundle.Open(model.Model(parsed), options.ModelsRoot);
            IReadOnlyList<PredictionCase> cases = CaseFinder.Find(parsed.GetValue(inputs) ?? [], parsed.GetValue(named) ?? [], bundle.Card);
            OutputPlan plan = OutputPlan.For(parsed.GetValue(output)!, cases);
            plan.Prepare();
            using var interrupt = new Interrupt();
            using Segmenter segmenter = Planned.Open(bundle, options, [.. cases.Select(c => c.Images)], model.Verbose(parsed), out MemoryPlan memory);
            var job = new PredictionJob(segmenter, cases, plan)
            {
                Overlap = memory.Overlap,
                Starting = () => Console.Error.WriteLine(PredictionsFile.ResearchUse),
                Progress = Show,
            };
            IReadOnlyList<PredictionEntry> entries = job.Run(interrupt.Token);
            Planned.ReportPeak(model.Verbose(parsed));
            PredictionsFile file = PredictionsFile.Of(segmenter, entries, ProgramInfo.Name, Stopwatch.GetElapsedTime(start));
            if (plan.Predictions is { } path)
                AtomicFile.Write(path, stream => stream.Write(file.ToJson()));
            if (parsed.GetValue(json))
                Table.WriteJson(file.ToJson());
            else if (entries.Where(e => e.LabelMap is not null).Select(e => (string[])[e.LabelMap!]).ToArray() is { Length: > 0 } done)
                Table.Write(done);
            return Code(entries, job.FirstFault);
        });
    }

    private static void Show(PredictionEntry entry)
    {
        if (entry.Error is { } error)
            Failure.Say($"{entry.Id}: {error}");
        else
            Console.Error.WriteLine($"{entry.Id}: {entry.Seconds.ToString("0.00", CultureInfo.InvariantCulture)} s");
    }

    private static int Code(IReadOnlyList<PredictionEntry> entries, Exception? fault) => fault switch
    {
        null => ExitCodes.Done,
        _ when entries.Any(entry => entry.Error is null) => ExitCodes.Partial,
        _ => Failure.Code(fault),
    };
}
