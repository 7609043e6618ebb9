using Pipeline.Networks;
using Pipeline.Training.Datasets;
using Pipeline.Training.Losses;
using Pipeline.Training.Regimes.Semi;
using Pipeline.Training.Tests.Fixtures;
using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Training.Tests.Regimes.Semi;

/// <summary>One step of the regime: which images, targets and weights its terms are made of.</summary>
public sealed class SemiRegimeTests(PhantomData data)
{
    private static readonly SemiOptions Small = new()
    {
        Patch = 32,
        Width = 4,
        LabelledBatch = 2,
        UnlabelledBatch = 4,
        RampUp = 0,
        WCons = 3,
        WMi = 0,
        Clusters = 4,
        SubHeads = 1,
        Layers = "Conv5:1, Up_conv2:1:1",
    };

    public static TheoryData<SemiOptions> Variants =>
    [
        Small, Small with { Affine = true }, Small with { Strong = true }, Small with { TwoStage = true }, Small with { WMi = 0.7 },
        Small with { Strong = true, Affine = true, WMi = 0.7, Confidence = 0.3 },
    ];

    private SemiRegime Create(SemiOptions options)
    {
        manual_seed(4);
        var definition = new SemiDefinition();
        return new SemiRegime(
            new RegimeInput
            {
                Settings = definition.Preset("smoke", 1) with { Regime = options },
                Seed = 4,
                Device = CPU,
                Dataset = DatasetCatalogue.Find("acdc").Describe(data.Folder),
            },
            definition);
    }

    private static SemiBatch Fill(SemiOptions options) => SmallBatches.Semi(options, step: 3);

    private static double Term(SemiRegime regime, StepLoss loss, string name) => loss.Terms[regime.LossTerms.ToList().IndexOf(name)];

    private static StepLoss Step(SemiRegime regime, SemiBatch batch) => regime.Step(batch, new StepContext(3, 10, 1e-3));

    private static Tensor Images(float[] values, int count) => tensor(values, [count, 1, Small.Patch, Small.Patch]);

    private static ITransformation Transformation(SemiBatch batch) => batch.Maps is null ? new Flips(batch.Flips) : new AffineMaps(batch.Maps, CPU);

    private static (Tensor Labelled, UnlabelledOutputs Outputs) Forward(SemiRegime regime, SemiBatch batch, SemiOptions options, bool plain = true) => ForwardPass.OfAll(
        (MiUNet)regime.Network, TorchOps.Instance, Images(batch.Labelled.Images, 2), plain ? Images(batch.Unlabelled!.Images, 4) : null,
        Transformation(batch).Apply(Images(batch.Views?.Images ?? batch.Unlabelled!.Images, 4)), options.TwoStage);

    [Theory]
    [MemberData(nameof(Variants))]
    public void Every_term_is_the_loss_of_what_the_network_says_of_the_batch(SemiOptions options)
    {
        using var scope = NewDisposeScope();
        using var regime = Create(options);
        var batch = Fill(options);
        var loss = Step(regime, batch);

        var (labelled, outputs) = Forward(regime, batch, options);
        var t = Transformation(batch);
        var labels = tensor(batch.Labelled.Labels, [2, 32, 32]);
        var consistency = Consistency.Of("mse", outputs.CopyLogits, t.Apply(outputs.PlainLogits!), options.Confidence, t.Mask(outputs.CopyLogits)?.squeeze(1));
        Assert.Equal(CrossEntropy.Of(labelled, labels).item<float>(), Term(regime, loss, "cross_entropy"), 1e-6);
        Assert.Equal(SoftDice.Of(labelled, labels).item<float>(), Term(regime, loss, "soft_dice"), 1e-6);
        Assert.Equal(consistency.item<float>(), Term(regime, loss, "consistency"), 1e-7);
        Assert.True(consistency.item<float>() > 1e-5, "the network sees no difference");
        var mi = options.WMi > 0 ? options.WMi * Term(regime, loss, "mi") : 0;
        Assert.Equal(
            Term(regime, loss, "cross_entropy") + Term(regime, loss, "soft_dice") + 3 * Term(regime, loss, "consistency") + mi, loss.Total.item<float>(), 1e-5);
    }

    [Fact]
    public void A_network_that_commutes_with_flips_has_no_consistency_loss()
    {
        using var scope = NewDisposeScope();
        using var regime = Create(Small);
        using (no_grad())
        {
            // Only the middles of the kernels are left: every layer then treats a mirrored image as it treats the image.
            foreach (var (_, weight) in regime.Network.named_parameters().Where(p => p.parameter.dim() == 4 && p.parameter.shape[2] == 3))
            {
                var middle = weight.slice(2, 1, 2, 1).slice(3, 1, 2, 1).clone();
                weight.zero_();
                weight.slice(2, 1, 2, 1).slice(3, 1, 2, 1).copy_(middle);
            }
        }
        Assert.InRange(Term(regime, Step(regime, Fill(Small)), "consistency"), 0, 1e-10);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_target_is_the_teacher_s_and_a_pasted_rectangle_s_is_its_label(bool affine)
    {
        using var scope = NewDisposeScope();
        var options = Small with { Teacher = 0.9, Strong = true, Paste = 0.6, Affine = affine };
        using var regime = Create(options);
        using (no_grad())
        {
            // A teacher without weights finds all classes equally likely.
            foreach (var parameter in regime.Modules.Single(m => m.Name == "teacher").Module.parameters()) parameter.zero_();
        }
        var batch = Fill(options);
        var loss = Step(regime, batch);

        var (_, outputs) = Forward(regime, batch, options, plain: false);
        var t = Transformation(batch);
        var labels = tensor(batch.Views!.Labels, [4, 32, 32]);
        var pasted = labels.ne(StrongViews.NotPasted);
        var sure = nn.functional.one_hot(labels * pasted, 4).permute(0, 3, 1, 2).to(ScalarType.Float32) * 30 * pasted.unsqueeze(1);
        var expected = (outputs.CopyLogits.softmax(1) - t.Apply(sure).softmax(1)).pow(2).mean([1]);
        var mask = t.Mask(sure)?.squeeze(1) ?? ones_like(expected);
        Assert.Equal(((expected * mask).sum() / mask.sum()).item<float>(), Term(regime, loss, "consistency"), 1e-6);
        Assert.True(pasted.any().item<bool>());
    }
}
