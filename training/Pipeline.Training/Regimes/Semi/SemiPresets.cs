using Pipeline.Bundles;
using Pipeline.Training.Augmentation;
using Pipeline.Training.Configuration;

namespace Pipeline.Training.Regimes.Semi;

/// <summary>Settings that are known to work together.</summary>
internal static class SemiPresets
{
    public static IReadOnlyList<string> Names { get; } = ["cpu", "best", "paper", "smoke"];

    public static RunSettings Find(string name, int threads) => name switch
    {
        "cpu" => Cpu(threads),
        "best" => Best(threads),
        "paper" => Paper(threads),
        "smoke" => Smoke(threads),
        _ => throw new UserInputException($"preset '{name}' is unknown; expected one of: {string.Join(", ", Names)}"),
    };

    /// <summary>
    /// Wider draws than for full supervision: on validation patients they were worth three points of Dice to three labelled patients. Windows move so
    /// far that every part of a slice is in some of them; at inference the network sees whole slices.
    /// </summary>
    private static AugmentationOptions FewLabels { get; } = new()
    {
        Rotation = 45,
        Scale = 1.4,
        Translation = 0.3,
        GammaProbability = 0.8,
        Gamma = 2,
        Brightness = 0.5,
        Contrast = 1.5,
        BiasFieldProbability = 0.5,
        BiasField = 0.5,
    };

    /// <summary>
    /// The method at a size that two cores with bfloat16 units finish in half an hour (two jobs of one thread side by side in 35 to 50 minutes):
    /// cross-entropy and soft Dice, AdamW, a start from labels alone, copies that are changed in intensity too.
    /// </summary>
    private static RunSettings Cpu(int threads) => new(
        new TrainingOptions { Steps = 3200, EpochSteps = 200, ValidateEvery = 2, LearningRate = 1e-3, Threads = threads },
        FewLabels,
        new SemiOptions
        {
            UnlabelledBatch = 3,
            Start = 0.5,
            RampUp = 0.05,
            Strong = true,
            Weak = true,
            CutOut = 0.3,
            Clusters = 10,
            SubHeads = 3,
            Layers = "Conv5:1, Up_conv3:0.5:1, Up_conv2:0.5:1",
        });

    /// <summary>
    /// What we recommend: a mean teacher and twice the unlabelled windows in the time that the mutual information takes, and test-time flips.
    /// </summary>
    private static RunSettings Best(int threads)
    {
        var cpu = Cpu(threads);
        return cpu with
        {
            Training = cpu.Training with { TestTimeFlips = true },
            Regime = (SemiOptions)cpu.Regime with { UnlabelledBatch = 6, WMi = 0, Teacher = 0.99 },
        };
    }

    /// <summary>The authors' released command: 30,000 steps, Adam with L2, cross-entropy alone, rates constant within an epoch. For a GPU.</summary>
    private static RunSettings Paper(int threads) => new(
        new TrainingOptions
        {
            Steps = 30_000,
            EpochSteps = 300,
            ValidateEvery = 5,
            Optimiser = "adam",
            LearningRate = 4e-5,
            MinimumLearningRate = 1e-7,
            WarmUp = 0.1,
            WeightDecay = 1e-5,
            GradientClip = 0,
            Ema = 0,
            Threads = threads,
        },
        AugmentationOptions.None with { Rotation = 45, FlipProbability = 0.5, Translation = 0.12, Brightness = 0.5, Contrast = 1.5 },
        new SemiOptions { Labelled = "5%", LabelledBatch = 4, UnlabelledBatch = 10, Patch = 224, DiceWeight = 0, RampUp = 0, EpochRates = true });

    /// <summary>Seconds: proves that everything runs, not that it learns.</summary>
    private static RunSettings Smoke(int threads) => new(
        new TrainingOptions { Steps = 20, EpochSteps = 5, ValidateEvery = 2, LearningRate = 1e-3, Ema = 0.9, LogEvery = 5, Threads = threads },
        new AugmentationOptions(),
        new SemiOptions
        {
            Labelled = "1",
            LabelledBatch = 2,
            UnlabelledBatch = 2,
            Patch = 64,
            Width = 4,
            Clusters = 5,
            SubHeads = 1,
            Layers = "Conv5:1, Up_conv3:0.5:1, Up_conv2:0.5:1",
        });
}
