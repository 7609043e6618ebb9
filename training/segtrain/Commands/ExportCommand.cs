using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Bundles;
using Pipeline.Export;
using Pipeline.Inference;
using Pipeline.Training.Datasets;
using Pipeline.Training.Runs;
using Pipeline.Training.Validation;

namespace segtrain.Commands;

/// <summary>segtrain export RUN: a sealed bundle, with parity, golden pair and figures measured through the runtime.</summary>
internal static class ExportCommand
{
    private const long GoldenSeed = 1;

    public static Command Build(Shell shell)
    {
        var folder = new Argument<string>("RUN") { Description = "Folder of the run" };
        var name = new Option<string>("--name") { Description = "Name of the model", Required = true };
        var version = new Option<string>("--version") { Description = "Its version, SemVer; a version is never overwritten", Required = true };
        var cases = new Option<string?>("--cases") { Description = "Cases file to measure the model on; without it the bundle has no metrics" };
        var models = new Option<string>("--models", "-o") { Description = "Folder of all models", DefaultValueFactory = _ => Path.Combine("artifacts", "models") };
        var description = new Option<string?>("--description") { Description = "One or two sentences for the card" };
        var checkpoint = CommonOptions.Checkpoint();
        var choices = new ExportChoices();
        var threads = CommonOptions.Threads();
        var json = CommonOptions.Json();
        var verbose = CommonOptions.Verbose();
        var command = new Command("export", "Make a bundle of a run, proven against the runtime")
        {
            folder, name, version, cases, models, description, checkpoint,
        };
        choices.AddTo(command);
        command.Options.Add(threads);
        command.Options.Add(json);
        command.Options.Add(verbose);
        command.SetAction(parsed => shell.Guard(parsed.GetValue(verbose), cancellation =>
        {
            var options = choices.Read(parsed);
            var run = RunFolder.Open(parsed.GetValue(folder)!);
            var card = run.Card() with { Name = parsed.GetValue(name)!, Version = parsed.GetValue(version)! };
            if (parsed.GetValue(description) is { } text) card = card with { Description = text };
            IReadOnlyList<EvaluationCase> list = parsed.GetValue(cases) is { } path ? EvaluationCase.From(CasesFile.Load(path), card) : [];
            var threadCount = CommonOptions.CheckThreads(parsed.GetValue(threads));
            using var progress = ProgressView.Open(shell, parsed.GetValue(verbose));
            var stage = 0;
            var bundle = TrainingThread.Run(threadCount, () =>
            {
                using var model = ServedModel.Open(run, parsed.GetValue(checkpoint), "cpu");
                using var runner = new TorchRunner(model.Network, model.Device);
                return BundleAssembler.Assemble(new BundleRequest
                {
                    Network = model.Network,
                    Card = card,
                    ModelsRoot = parsed.GetValue(models)!,
                    Phantom = Golden(run),
                    Cases = list,
                    TrainingRunner = runner,
                    Export = options,
                    EvaluationCommand = $"segrun evaluate -m {card.Name}/{card.Version} --cases {Path.GetFileName(parsed.GetValue(cases) ?? "cases.json")}",
                    Progress = what => progress.Stage(what, stage++, 6),
                }, cancellation);
            });
            progress.Dispose();
            Print(shell, bundle, parsed.GetValue(json));
            return ExitCodes.Done;
        }));
        return command;
    }

    private static GoldenPhantom Golden(RunFolder run)
    {
        var dataset = run.Configuration.Data!.Dataset;
        var writer = DatasetCatalogue.Phantoms.First(phantom => string.Equals(phantom.Name, dataset, StringComparison.Ordinal));
        return new GoldenPhantom(GoldenSeed, writer.Sample(GoldenSeed, run.Card().Modalities.Count));
    }

    private static void Print(Shell shell, AssembledBundle bundle, bool json)
    {
        var parity = bundle.Parity.File;
        if (json)
        {
            shell.Output.WriteLine(new JsonObject
            {
                ["bundle"] = bundle.Folder,
                ["parity_relative_max"] = parity.RelativeMax,
                ["label_agreement"] = parity.LabelAgreement,
                ["mean_dice"] = bundle.Metrics?.MeanDice,
                ["dice_training"] = parity.DiceTraining,
            }.ToJsonString());
            return;
        }
        shell.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{bundle.Folder}: parity {parity.RelativeMax:0.0e+0} of the logit range, labels equal on {100 * parity.LabelAgreement:0.####} %"));
        if (bundle.Metrics is { } metrics) shell.Output.Write(MetricsTable.Text(metrics));
    }
}
