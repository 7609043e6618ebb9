using Pipeline.Training.Configuration;
using Pipeline.Training.Losses;
using Pipeline.Training.Preparation;

namespace Pipeline.Training.Regimes.Semi;

/// <summary>Options of semi-supervised training. All rows of a comparison are this regime with other options.</summary>
public sealed record SemiOptions : RegimeOptions
{
    /// <summary>Which training cases give their labels: all, a number of patients, a share (5%), or names; see <see cref="LabelledSubset"/>.</summary>
    public string Labelled { get; init; } = "all";

    /// <summary>Labelled windows per step.</summary>
    public int LabelledBatch { get; init; } = 6;

    /// <summary>Unlabelled windows per step; each also passes as a transformed copy.</summary>
    public int UnlabelledBatch { get; init; } = 4;

    /// <summary>Side of a window, pixels of the prepared grid; a multiple of 16.</summary>
    public int Patch { get; init; } = 160;

    /// <summary>Channels of the network's first block: 16 in the paper, 32 in the authors' later work.</summary>
    public int Width { get; init; } = 16;

    /// <summary>Weight of the soft Dice beside the supervised cross-entropy; 0 in the paper.</summary>
    public double DiceWeight { get; init; } = 1;

    /// <summary>Weight of the consistency under the transformation; 0 = off.</summary>
    public double WCons { get; init; } = 10;

    /// <summary>Weight of the mutual information; 0 = off.</summary>
    public double WMi { get; init; } = 0.1;

    /// <summary>Fraction of the steps over which both weights rise; 0 in the paper.</summary>
    public double RampUp { get; init; } = 0.15;

    /// <summary>mse (the paper), kl, or hard: cross-entropy and soft Dice against the target's classes.</summary>
    public string Consistency { get; init; } = "mse";

    /// <summary>Fraction of the steps that learn from labels alone, before a network's own predictions are worth learning from.</summary>
    public double Start { get; init; }

    /// <summary>
    /// 0: one schedule over all steps. Otherwise the learning rate comes down over the steps of the start, and those with unlabelled images have a warm-up
    /// and a peak of their own, this part of training.learning_rate.
    /// </summary>
    public double Restart { get; init; }

    /// <summary>Only pixels whose target is at least this probable count; 0 = all.</summary>
    public double Confidence { get; init; }

    /// <summary>The transformed copy is changed in intensity and partly cut out as well.</summary>
    public bool Strong { get; init; }

    /// <summary>Largest side of the rectangle that is cut out of a strong copy, fraction of the window.</summary>
    public double CutOut { get; init; } = 0.4;

    /// <summary>The unlabelled images keep their own intensities, so that the targets are read from clean images; only strong copies are changed.</summary>
    public bool Weak { get; init; }

    /// <summary>Largest side of the rectangle of a labelled window that is pasted with its labels into a strong copy, fraction of the window; 0 = off.</summary>
    public double Paste { get; init; }

    /// <summary>Decay of a mean teacher that gives the consistency's target; 0 = the network's own plain branch (the paper).</summary>
    public double Teacher { get; init; }

    /// <summary>Labelled images in a forward pass of their own, without the unlabelled ones in their batch statistics.</summary>
    public bool TwoStage { get; init; }

    /// <summary>With both weights 0: unlabelled images pass all the same and shape the batch statistics (the authors' baseline "partial").</summary>
    public bool UnlabelledForward { get; init; }

    /// <summary>Probability of a flip, per axis.</summary>
    public double FlipProbability { get; init; } = 0.8;

    /// <summary>Copies are rotated, scaled and shifted besides; what lies outside the image counts neither in the consistency nor in a local loss. Off in the paper.</summary>
    public bool Affine { get; init; }

    /// <summary>Regularised layers, name:weight[:padding]; encoder layers globally, decoder layers locally.</summary>
    public string Layers { get; init; } = "Conv5:1, Up_conv3:0.5:1, Up_conv2:0.5:3";

    /// <summary>K, clusters per head.</summary>
    public int Clusters { get; init; } = 20;

    /// <summary>S, heads per layer.</summary>
    public int SubHeads { get; init; } = 5;

    /// <summary>linear (the paper) or mlp.</summary>
    public string Head { get; init; } = "linear";

    /// <summary>On decoder layers: full (the paper), imsat (cheap: entropies in place of neighbourhoods) or off.</summary>
    public string LocalMi { get; init; } = "full";

    /// <summary>λ, weight of the marginals' entropies in every mutual information.</summary>
    public double Lambda { get; init; } = 1;

    /// <summary>The authors' shift of the local joint sums.</summary>
    public bool SubtractMin { get; init; } = true;

    /// <summary>Side of the patches of the local loss; at least as large as the layer = one patch.</summary>
    public int MiPatch { get; init; } = 1024;

    /// <summary>Learning rate constant within an epoch, the paper's schedule.</summary>
    public bool EpochRates { get; init; }

    /// <summary>Images of the validation patients join the unlabelled ones, as in the paper; their labels stay unseen.</summary>
    public bool PaperSplit { get; init; }

    /// <summary>Whether a step reads unlabelled images at all.</summary>
    internal bool UsesUnlabelled => WCons > 0 || WMi > 0 || UnlabelledForward;

    /// <summary>The first step that reads unlabelled images. Without a loss on them there is nothing to wait for.</summary>
    internal long FirstUnlabelledStep(long steps) => WCons > 0 || WMi > 0 ? (long)(Start * steps) : 0;

    /// <summary>The layers that carry a loss.</summary>
    internal IEnumerable<MiLayer> RegularisedLayers() => MiLayer.ParseList(Layers).Where(layer => layer.IsEncoder || LocalMi != "off");

    /// <summary>Where no unlabelled image is read, what is done with them does not matter.</summary>
    internal override RegimeOptions Effective => UsesUnlabelled ? this : new SemiOptions
    {
        Labelled = Labelled,
        LabelledBatch = LabelledBatch,
        Patch = Patch,
        Width = Width,
        DiceWeight = DiceWeight,
        WCons = 0,
        WMi = 0,
        EpochRates = EpochRates,
    };

    public override void Check()
    {
        const string section = "semi";
        LabelledSubset.Check("semi.labelled", Labelled);
        OptionCheck.Within(section, nameof(LabelledBatch), LabelledBatch, 1, 4096);
        OptionCheck.Within(section, nameof(UnlabelledBatch), UnlabelledBatch, 1, 4096);
        OptionCheck.Within(section, nameof(Patch), Patch, 16, 4096);
        if (Patch % 16 != 0) throw new ArgumentException($"semi.patch = {Patch}: expected a multiple of 16, such as {Patch / 16 * 16 + 16}");
        OptionCheck.Within(section, nameof(Width), Width, 1, 1024);
        OptionCheck.Within(section, nameof(DiceWeight), DiceWeight, 0, 1000);
        OptionCheck.Within(section, nameof(WCons), WCons, 0, 1000);
        OptionCheck.Within(section, nameof(WMi), WMi, 0, 1000);
        OptionCheck.Within(section, nameof(RampUp), RampUp, 0, 1);
        OptionCheck.OneOf(section, nameof(Consistency), Consistency, [.. Losses.Consistency.Forms]);
        OptionCheck.Within(section, nameof(Confidence), Confidence, 0, 1);
        OptionCheck.Within(section, nameof(CutOut), CutOut, 0, 0.9);
        OptionCheck.Within(section, nameof(Start), Start, 0, 0.9);
        OptionCheck.Within(section, nameof(Restart), Restart, 0, 1);
        if (EpochRates && Start > 0) throw new ArgumentException("semi.epoch_rates has one schedule over all steps; set semi.start to 0");
        OptionCheck.Within(section, nameof(Paste), Paste, 0, 0.9);
        if ((Weak || Paste > 0) && !Strong) throw new ArgumentException("semi.weak and semi.paste change strong copies; set semi.strong to true");
        if (Paste > 0 && WMi > 0) throw new ArgumentException("semi.paste brings pixels of another patient into the copies, which mutual information must not compare; set semi.paste or semi.w_mi to 0");
        OptionCheck.Within(section, nameof(Teacher), Teacher, 0, 0.999999);
        OptionCheck.Within(section, nameof(FlipProbability), FlipProbability, 0, 1);
        OptionCheck.Within(section, nameof(Clusters), Clusters, 2, 1024);
        OptionCheck.Within(section, nameof(SubHeads), SubHeads, 1, 64);
        OptionCheck.OneOf(section, nameof(Head), Head, "linear", "mlp");
        OptionCheck.OneOf(section, nameof(LocalMi), LocalMi, "full", "imsat", "off");
        OptionCheck.Within(section, nameof(Lambda), Lambda, 0, 100);
        OptionCheck.Within(section, nameof(MiPatch), MiPatch, 2, 4096);
        foreach (var layer in WMi > 0 && LocalMi == "full" ? RegularisedLayers().Where(layer => !layer.IsEncoder) : [])
        {
            var side = Math.Min(MiPatch, Patch / layer.Stride);
            if (layer.Padding >= side) throw new ArgumentException($"semi.layers = {Layers}: {layer.Name} has patches of {side} pixels, where padding {layer.Padding} leaves no neighbours; expected at most {side - 1}");
        }
        if (WMi > 0 && !RegularisedLayers().Any()) throw new ArgumentException($"semi.layers = {Layers} with local_mi = off: no layer is left; set w_mi to 0 or add an encoder layer");
    }
}
