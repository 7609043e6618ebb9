using Pipeline.Networks;
using Pipeline.Training.Batches;
using Pipeline.Training.Configuration;
using Pipeline.Training.Datasets;
using Pipeline.Training.Losses;
using Pipeline.Training.Optimisers;
using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Training.Regimes.Full;

/// <summary>Full supervision: one network, one optimiser, L = CE + w · soft Dice on labelled windows.</summary>
public sealed class FullRegime : Regime
{
    private readonly RegimeInput _input;
    private readonly FullOptions _options;
    private readonly int _channels;
    private readonly RegimeDefinition _definition;
    private readonly DatasetDescription _dataset;
    private readonly ExportableNetwork _network;
    private readonly Learner _learner;

    public FullRegime(RegimeInput input, RegimeDefinition definition)
    {
        _input = input;
        _options = (FullOptions)input.Settings.Regime;
        _definition = definition;
        _dataset = input.Dataset ?? throw new ArgumentException("full supervision needs a data set", nameof(input));
        _channels = _dataset.Modalities.Count;
        _network = CreateNetwork();
        var parameters = _network.parameters().ToList();
        _learner = new Learner(NetworkName, parameters, OptimiserFactory.Create(input.Settings.Training, parameters));
    }

    public override IReadOnlyList<NamedModule> Modules => [new NamedModule(NetworkName, _network)];

    public override IReadOnlyList<Learner> Learners => [_learner];

    public override IReadOnlyList<string> LossTerms { get; } = ["cross_entropy", "soft_dice"];

    public override ExportableNetwork Network => _network;

    public override ExportableNetwork CreateNetwork() => _definition.CreateNetwork(_input.Settings, _dataset).to(_input.Device);

    public override IBatchLoader OpenBatches(long first, long end, TrainingOptions options)
    {
        var sampling = new SamplingOptions(_options.Patch, _input.Seed, Stream: 0, _input.Settings.Augmentation);
        var source = new FullBatches(new LabelledSampler(_input.Labelled, sampling), _options.Batch, _channels, _options.Patch);
        return new BatchLoader<LabelledBatch>(source, first, end, options.Workers, options.Ahead);
    }

    public override StepLoss Step(Batch batch, StepContext context)
    {
        var labelled = (LabelledBatch)batch;
        var images = tensor(labelled.Images, [labelled.Count, labelled.Channels, labelled.Size, labelled.Size]).to(_input.Device);
        var labels = tensor(labelled.Labels, [labelled.Count, labelled.Size, labelled.Size]).to(_input.Device);
        var logits = TorchOps.Widened(_network.Run(_input.Settings.Training.Ops, [images])[0]);
        var crossEntropy = CrossEntropy.Of(logits, labels);
        var softDice = SoftDice.Of(logits, labels);
        var total = crossEntropy + _options.DiceWeight * softDice;
        return new StepLoss(total, [crossEntropy.item<float>(), softDice.item<float>()]);
    }

    public override ValidationScore? Validate(ExportableNetwork served) =>
        _input.Validator?.Score(served);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _learner.Optimiser.Dispose();
            _network.Dispose();
        }
        base.Dispose(disposing);
    }
}
