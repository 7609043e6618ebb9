using Pipeline.Bundles;
using Pipeline.Imaging;
using Pipeline.Inference;

namespace Pipeline.Export;

/// <summary>
/// Makes a sealed bundle: the model with the card inside, proof of parity, the golden pair and the evaluation, all through the
/// runtime that users have; then the card with its figures, the pages and the checksums, and one rename. Nothing is left where a
/// stage fails.
/// </summary>
public static class BundleAssembler
{
    private const string ExpectedLabels = "golden/expected.nii.gz";

    /// <summary>Assembles ROOT/NAME/VERSION.</summary>
    /// <exception cref="ExportException">The network cannot be exported, or the exported model is not the network.</exception>
    /// <exception cref="UserInputException">The version exists, or a case cannot be read.</exception>
    public static AssembledBundle Assemble(BundleRequest request, CancellationToken cancellation = default)
    {
        Card card = BundleVersions.AddTo(request.Card) with { Golden = null, Metrics = null };
        card.Validate();
        RequireFit(request, card);
        using BundleWriter writer = BundleWriter.Begin(request.ModelsRoot, card.Name, card.Version);

        Say(request, "exporting the graph");
        byte[] model = Exporter.ToOnnx(request.Network, request.Export)
            .ToBytes(new Dictionary<string, string> { [Card.MetadataKey] = card.ToModelJson() });
        writer.Add(Bundle.ModelFile, model);
        cancellation.ThrowIfCancellationRequested();

        Say(request, "comparing the model with the network");
        ParityResult parity = CheckParity(request, card, model);
        IReadOnlyList<RecordedRun> runs = RunRecorder.Record(request.Network, model, card.Output.Threshold);
        cancellation.ThrowIfCancellationRequested();

        OnnxRunner runner = new(model, request.Parity.Device, request.Parity.Threads, card.Output.Name);
        using Segmenter segmenter = new(runner, card, new SegmenterOptions { Device = runner.Device });
        Say(request, "segmenting the golden phantom");
        card = card with { Golden = AddGolden(writer, segmenter, request.Phantom, cancellation) };

        MetricsFile? metrics = Evaluate(request, segmenter, cancellation);
        ParityFile evidence = parity.File with { DiceRuntime = metrics?.MeanDice, DiceTraining = DiceInTraining(request, card, runner.FixedInput, cancellation), Checks = runs };
        writer.Add(Bundle.ParityFileName, evidence.ToJson());
        if (metrics is not null)
        {
            writer.Add(Bundle.MetricsFileName, metrics.ToJson());
            card = card with { Metrics = metrics.Summary() };
        }
        writer.Add(Bundle.CardFile, card.ToJson());
        writer.Add("README.md", ModelCardReadme.Write(card, metrics, evidence));
        writer.Add(MonaiMetadata.Path, MonaiMetadata.Write(card));
        Say(request, "sealing the bundle");
        return new AssembledBundle(writer.Commit(), card, parity with { File = evidence }, metrics);
    }

    /// <summary>Card and network must speak of the same tensors, or the runtime would refuse the bundle after all the work.</summary>
    private static void RequireFit(BundleRequest request, Card card)
    {
        Networks.Signature signature = request.Network.Signature;
        if (signature.Inputs.Count != 1 || signature.Inputs[0] != card.InputName || !signature.Outputs.Contains(card.Output.Name)
            || signature.InputChannels != card.Modalities.Count || signature.Dimensions != card.Dimensions
            || card.Divisibility % signature.Divisibility != 0)
        {
            throw new ExportException("",
                $"the card names input {card.InputName} with {card.Modalities.Count} modalities, output {card.Output.Name}, {card.Dimensions}-D, divisor {card.Divisibility}; "
                + $"the network has inputs {string.Join(", ", signature.Inputs)} with {signature.InputChannels} channels, outputs {string.Join(", ", signature.Outputs)}, "
                + $"{signature.Dimensions}-D, divisor {signature.Divisibility}.");
        }
    }

    private static ParityResult CheckParity(BundleRequest request, Card card, byte[] model)
    {
        ParityOptions options = request.Parity with { Threshold = card.Output.Threshold };
        if (card.Dimensions == 2)
        {
            options = options with { Given = [.. options.Given, PhantomSlices.Of(request.Phantom, card, FixedInput.Of(OnnxWalk.Check(model).FixedShape))] };
        }
        ParityResult parity = Parity.Check(request.Network, model, options);
        parity.ThrowIfFailed();
        return parity;
    }

    /// <summary>Writes the phantom, reads it back as a user's program would, and writes the labels that the model gives for it.</summary>
    private static GoldenInfo AddGolden(BundleWriter writer, Segmenter segmenter, GoldenPhantom phantom, CancellationToken cancellation)
    {
        string[] inputs = [.. segmenter.Card.Modalities.Select(modality => $"golden/{modality}.nii.gz")];
        List<Volume<float>> images = [];
        foreach ((string path, Volume<float> volume) in inputs.Zip(phantom.Modalities))
        {
            string full = writer.PathFor(path);
            ImageFile.Write(full, volume);
            images.Add(ImageFile.Read(full));
        }
        ImageFile.WriteLabels(writer.PathFor(ExpectedLabels), segmenter.Segment(images, cancellation));
        return new GoldenInfo { Seed = phantom.Seed, Input = inputs, Expected = ExpectedLabels };
    }

    private static MetricsFile? Evaluate(BundleRequest request, Segmenter segmenter, CancellationToken cancellation)
    {
        if (request.Cases.Count == 0)
        {
            return null;
        }
        Say(request, $"evaluating {request.Cases.Count} case(s) through the runtime");
        return Evaluator.Evaluate(segmenter, request.Cases, Context(request), cancellation);
    }

    private static double? DiceInTraining(BundleRequest request, Card card, FixedInput? only, CancellationToken cancellation)
    {
        if (request.TrainingRunner is null || request.Cases.Count == 0)
        {
            return null;
        }
        Say(request, $"evaluating {request.Cases.Count} case(s) through the training library");
        using Segmenter segmenter = new(new Borrowed(request.TrainingRunner, only), card);
        return Evaluator.Evaluate(segmenter, request.Cases, Context(request), cancellation).MeanDice;
    }

    private static EvaluationContext Context(BundleRequest request) => new()
    {
        Backend = OnnxRuntimeGuard.Name,
        Command = request.EvaluationCommand,
        Commit = request.Card.Commit,
    };

    private static void Say(BundleRequest request, string stage) => request.Progress?.Invoke(stage);

    /// <summary>A Segmenter disposes its runner; this one belongs to the caller. It is fed as the exported model is.</summary>
    private sealed class Borrowed(IModelRunner runner, FixedInput? only) : IModelRunner
    {
        public FixedInput? FixedInput => only;

        public void Run(ReadOnlySpan<float> input, int n, int h, int w, Span<float> output) => runner.Run(input, n, h, w, output);

        public void Dispose()
        {
        }
    }
}
