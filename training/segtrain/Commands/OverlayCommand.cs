using System.CommandLine;
using Pipeline.Bundles;
using Pipeline.Imaging;
using Pipeline.Inference;
using Pipeline.Training.Reports;
using Pipeline.Training.Runs;
using Pipeline.Training.Validation;

namespace segtrain.Commands;

/// <summary>segtrain overlay: a picture of cases as image | truth | prediction, predicted by a run or read from label maps.</summary>
internal static class OverlayCommand
{
    public static Command Build(Shell shell)
    {
        var folder = new Argument<string?>("RUN") { Description = "Run that predicts; leave out with --predictions", Arity = ArgumentArity.ZeroOrOne };
        var cases = new Option<string>("--cases") { Description = "Cases file", Required = true };
        var predictions = new Option<string?>("--predictions") { Description = "Folder of label maps, as segrun predict writes them: CASE_seg.nii.gz" };
        var ids = new Option<string[]>("--id") { Description = "Case to show, repeatable; default: four spread over the file" };
        var output = new Option<string>("--out", "-o") { Description = "PNG to write", Required = true };
        var checkpoint = CommonOptions.Checkpoint();
        var threads = CommonOptions.Threads();
        var verbose = CommonOptions.Verbose();
        var command = new Command("overlay", "Draw image, truth and prediction of some cases side by side") { folder, cases, predictions, ids, output, checkpoint, threads, verbose };
        command.SetAction(parsed => shell.Guard(parsed.GetValue(verbose), cancellation =>
        {
            var chosen = Choose(CasesFile.Load(parsed.GetValue(cases)!), parsed.GetValue(ids) ?? []);
            var rows = (parsed.GetValue(folder), parsed.GetValue(predictions)) switch
            {
                ({ } run, null) => Predicted(RunFolder.Open(run), parsed.GetValue(checkpoint), CommonOptions.CheckThreads(parsed.GetValue(threads)), chosen, cancellation),
                (null, { } maps) => [.. chosen.Select(c => Row(c, ReadPrediction(maps, c)))],
                _ => throw new UserInputException("overlay: give either a RUN or --predictions DIR"),
            };
            OverlayPicture.Write(parsed.GetValue(output)!, rows);
            shell.Output.WriteLine($"{parsed.GetValue(output)}: {string.Join(", ", chosen.Select(c => c.Id))}");
            return ExitCodes.Done;
        }));
        return command;
    }

    private static IReadOnlyList<CaseEntry> Choose(CasesFile file, string[] ids)
    {
        if (ids.Length == 0) return [.. OverlayPicture.Examples(file.Cases)];
        return [.. ids.Select(id => file.Cases.FirstOrDefault(c => c.Id == id)
            ?? throw new UserInputException($"--id {id}: not in the cases file; it holds for instance {file.Cases[0].Id}"))];
    }

    private static IReadOnlyList<OverlayRow> Predicted(
        RunFolder run, CheckpointChoice choice, int threads, IReadOnlyList<CaseEntry> cases, CancellationToken cancellation) =>
        TrainingThread.Run<IReadOnlyList<OverlayRow>>(threads, () =>
        {
            using var model = ServedModel.Open(run, choice);
            using var segmenter = new Segmenter(new TorchRunner(model.Network, model.Device), model.Card, new SegmenterOptions { Threads = 1 });
            return [.. cases.Select(c => Row(c, segmenter.Segment([.. model.Card.Modalities.Select(m => ImageFile.Read(c.Images[m]))], cancellation)))];
        });

    private static OverlayRow Row(CaseEntry entry, Volume<ushort> prediction)
    {
        var label = entry.Label ?? throw new UserInputException($"case {entry.Id}: has no label map to draw");
        var row = new OverlayRow(ImageFile.Read(entry.Images.Values.First()), ImageFile.ReadLabels(label), prediction);
        return row.Image.Size == prediction.Size && row.Image.Size == row.Truth.Size
            ? row
            : throw new UserInputException($"case {entry.Id}: image {row.Image.Size}, truth {row.Truth.Size} and prediction {prediction.Size} differ; expected one grid");
    }

    private static Volume<ushort> ReadPrediction(string folder, CaseEntry entry)
    {
        var name = ImageFile.StripExtension(Path.GetFileName(entry.Images.Values.First())) + "_seg.nii.gz";
        var path = Path.Combine(folder, name);
        return File.Exists(path)
            ? ImageFile.ReadLabels(path)
            : throw new UserInputException($"{folder}: holds no label map {name} for case {entry.Id}; predict it first with segrun predict");
    }
}
