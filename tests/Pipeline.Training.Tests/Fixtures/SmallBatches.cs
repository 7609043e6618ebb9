using Pipeline.Training.Augmentation;
using Pipeline.Training.Batches;
using Pipeline.Training.Regimes.Semi;

namespace Pipeline.Training.Tests.Fixtures;

/// <summary>Batches of windows from <see cref="SmallCases"/>.</summary>
internal static class SmallBatches
{
    /// <summary>What a step of semi-supervised training with these options sees.</summary>
    public static SemiBatch Semi(SemiOptions options, long step, long seed = 5)
    {
        var sampling = new SamplingOptions(options.Patch, seed, 0, new AugmentationOptions());
        var labelled = new LabelledSampler([SmallCases.Labelled("a", 40, 44, 3)], sampling);
        var unlabelled = options.UsesUnlabelled
            ? new UnlabelledSampler([SmallCases.Labelled("b", 50, 38, 4).Image, SmallCases.Labelled("c", 44, 48, 5).Image], sampling with { Stream = 1, Intensity = !options.Weak })
            : null;
        var source = new SemiBatches(labelled, unlabelled, options, sampling, channels: 1);
        var batch = source.Allocate();
        source.Fill(batch, step);
        return batch;
    }
}
