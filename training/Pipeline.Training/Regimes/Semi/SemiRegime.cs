using Pipeline.Networks;
using Pipeline.Training.Averaging;
using Pipeline.Training.Batches;
using Pipeline.Training.Configuration;
using Pipeline.Training.Datasets;
using Pipeline.Training.Losses;
using Pipeline.Training.Optimisers;
using Pipeline.Training.Schedules;
using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Training.Regimes.Semi;

/// <summary>
/// L = L_sup(labelled) + w_cons · L_cons + w_mi · L_mi on unlabelled images and their transformed copies (Peng et al. 2021). The network is made
/// first, so that equal seeds start from equal weights whichever terms are on.
/// </summary>
public sealed class SemiRegime : Regime
{
    // Weight decay of the teacher in the authors' code.
    private const double TeacherShrink = 1e-6;

    // A label as a target: the softmax of this against zeros is 1 in single precision.
    private const double SureLogit = 30;

    private readonly RegimeInput _input;
    private readonly SemiOptions _options;
    private readonly RegimeDefinition _definition;
    private readonly DatasetDescription _dataset;
    private readonly MiUNet _network;
    private readonly MiRegulariser? _mi;
    private readonly MiUNet? _teacher;
    private readonly WeightAverage? _teaching;

    public SemiRegime(RegimeInput input, RegimeDefinition definition)
    {
        _input = input;
        _options = (SemiOptions)input.Settings.Regime;
        _definition = definition;
        _dataset = input.Dataset ?? throw new ArgumentException("semi-supervised training needs a data set", nameof(input));
        _network = (MiUNet)CreateNetwork();
        Modules = [new NamedModule(NetworkName, _network)];
        Learners = [LearnerOf(NetworkName, [.. _network.parameters()])];
        LossTerms = ["cross_entropy", "soft_dice"];
        if (_options.WCons > 0)
        {
            LossTerms = [.. LossTerms, "consistency"];
            if (_options.Teacher > 0)
            {
                _teacher = (MiUNet)CreateNetwork();
                _teaching = WeightAverage.Teacher(_network, _teacher, _options.Teacher, TeacherShrink);
                Modules = [.. Modules, new NamedModule("teacher", _teacher)];
            }
        }
        if (_options.WMi > 0)
        {
            _mi = new MiRegulariser(_network.FeatureChannels, _options, input.Device);
            Modules = [.. Modules, .. _mi.Modules];
            Learners = [.. Learners, LearnerOf("heads", _mi.Parameters)];
            LossTerms = [.. LossTerms, "mi", .. _mi.LayerNames.Select(name => "mi_" + name)];
        }
    }

    public override IReadOnlyList<NamedModule> Modules { get; }

    public override IReadOnlyList<Learner> Learners { get; }

    public override IReadOnlyList<string> LossTerms { get; }

    public override ExportableNetwork Network => _network;

    public override ExportableNetwork CreateNetwork() => _definition.CreateNetwork(_input.Settings, _dataset).to(_input.Device);

    public override IBatchLoader OpenBatches(long first, long end, TrainingOptions options)
    {
        var labelled = new SamplingOptions(_options.Patch, _input.Seed, Stream: 0, _input.Settings.Augmentation);
        var unlabelled = _options.UsesUnlabelled ? new UnlabelledSampler(_input.Unlabelled, labelled with { Stream = 1, Intensity = !_options.Weak }) : null;
        var source = new SemiBatches(new LabelledSampler(_input.Labelled, labelled), unlabelled, _options, labelled, _dataset.Modalities.Count);
        return new BatchLoader<SemiBatch>(source, first, end, options.Workers, options.Ahead);
    }

    public override double LearningRate(TrainingOptions options, long step)
    {
        if (_options.EpochRates)
        {
            var epochs = (double)options.Steps / options.EpochSteps;
            return new EpochCosine(options.LearningRate, options.MinimumLearningRate, options.MinimumLearningRate, options.WarmUp * epochs, epochs)
                .At(step / options.EpochSteps);
        }
        var first = _options.FirstUnlabelledStep(options.Steps);
        if (first == 0 || _options.Restart == 0) return base.LearningRate(options, step);
        return step < first
            ? base.LearningRate(options with { Steps = first }, step)
            : base.LearningRate(options with { Steps = options.Steps - first, LearningRate = _options.Restart * options.LearningRate }, step - first);
    }

    public override StepLoss Step(Batch batch, StepContext context)
    {
        var semi = (SemiBatch)batch;
        var images = ToTensor(semi.Labelled.Images, semi.Labelled.Count);
        var labels = tensor(semi.Labelled.Labels, [semi.Labelled.Count, _options.Patch, _options.Patch]).to(_input.Device);
        if (semi.Unlabelled is null || context.Step < _options.FirstUnlabelledStep(context.Steps)) return Total(Supervised(ForwardPass.Logits(_network, Ops, images), labels));

        ITransformation t = semi.Maps is null ? new Flips(semi.Flips) : new AffineMaps(semi.Maps, _input.Device);
        var plain = ToTensor(semi.Unlabelled.Images, semi.Unlabelled.Count);
        var copies = t.Apply(semi.Views is null ? plain : ToTensor(semi.Views.Images, semi.Views.Count));
        var (logits, outputs) = ForwardPass.OfAll(_network, Ops, images, _mi is null && _teacher is not null ? null : plain, copies, _options.TwoStage);
        var terms = Supervised(logits, labels);
        var ramp = RampUp.At(context.Step - _options.FirstUnlabelledStep(context.Steps), context.Steps, _options.RampUp);
        if (_options.WCons > 0)
        {
            var target = t.Apply(Target(plain, outputs, semi.Views));
            var loss = Consistency.Of(_options.Consistency, outputs.CopyLogits, target, _options.Confidence, t.Mask(target)?.squeeze(1));
            terms.Add((_options.WCons * ramp, loss));
        }
        if (_mi is not null)
        {
            var (loss, perLayer) = _mi.Loss(outputs, t);
            terms.Add((_options.WMi * ramp, loss));
            terms.AddRange(perLayer.Select(layer => (0.0, layer)));
        }
        return Total(terms);
    }

    public override void AfterStep(StepContext context) => _teaching?.Update(context.Step);

    public override ValidationScore? Validate(ExportableNetwork served) => _input.Validator?.Score(served);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var learner in Learners) learner.Optimiser.Dispose();
            _mi?.Dispose();
            _teacher?.Dispose();
            _network.Dispose();
        }
        base.Dispose(disposing);
    }

    /// <summary>What the plain images are taken to be: the network's own view of them, or the teacher's.</summary>
    private Tensor Target(Tensor plain, UnlabelledOutputs outputs, StrongViews? views)
    {
        using var _ = no_grad();
        var target = _teacher is null ? outputs.PlainLogits! : ForwardPass.Logits(_teacher, Ops, plain);
        if (_options.Paste == 0 || views is null) return target;
        var labels = tensor(views.Labels, [views.Count, _options.Patch, _options.Patch]).to(_input.Device);
        var pasted = labels.ge(0);
        var truth = nn.functional.one_hot(labels * pasted, target.shape[1]).permute(0, 3, 1, 2).to(target.dtype) * SureLogit;
        return where(pasted.unsqueeze(1), truth, target);
    }

    private TorchOps Ops => _input.Settings.Training.Ops;

    private List<(double Weight, Tensor Loss)> Supervised(Tensor logits, Tensor labels) =>
        [(1, CrossEntropy.Of(logits, labels)), (_options.DiceWeight, SoftDice.Of(logits, labels))];

    /// <summary>The weighted sum; a term of weight 0 is only reported, as 0 where this step has not got it.</summary>
    private StepLoss Total(List<(double Weight, Tensor Loss)> terms)
    {
        var total = terms.Where(term => term.Weight > 0).Select(term => term.Weight * term.Loss).Aggregate((a, b) => a + b);
        // One transfer for all values: on a GPU each costs a wait.
        var values = stack(terms.Select(term => term.Loss.detach().to(ScalarType.Float64))).cpu();
        var reported = new double[LossTerms.Count];
        values.data<double>().CopyTo(reported);
        return new StepLoss(total, reported);
    }

    private Learner LearnerOf(string name, IReadOnlyList<TorchSharp.Modules.Parameter> parameters) =>
        new(name, parameters, OptimiserFactory.Create(_input.Settings.Training, parameters));

    private Tensor ToTensor(float[] images, int count) =>
        tensor(images, [count, _dataset.Modalities.Count, _options.Patch, _options.Patch]).to(_input.Device);
}
