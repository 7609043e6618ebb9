using Pipeline.Networks;

namespace Pipeline.Training.Configuration;

/// <summary>What every regime shares: schedule, optimiser, averaging, threads. Part of the resolved configuration of a run.</summary>
public sealed record TrainingOptions
{
    /// <summary>Optimiser steps in all. The schedule runs over these, whatever a time budget says.</summary>
    public long Steps { get; init; } = 4000;

    /// <summary>Steps between checkpoints, an "epoch" of the log.</summary>
    public long EpochSteps { get; init; } = 100;

    /// <summary>Epochs between validations; the last step always validates.</summary>
    public int ValidateEvery { get; init; } = 4;

    /// <summary>adamw (decoupled decay), adam or radam (decay added to the gradient), or sgd (momentum 0.9).</summary>
    public string Optimiser { get; init; } = "adamw";

    /// <summary>Peak learning rate.</summary>
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>Rate of the last step.</summary>
    public double MinimumLearningRate { get; init; } = 1e-6;

    /// <summary>Fraction of the steps over which the rate rises to its peak.</summary>
    public double WarmUp { get; init; } = 0.05;

    public double WeightDecay { get; init; } = 1e-4;

    /// <summary>Largest norm of a learner's gradient; 0 = not clipped.</summary>
    public double GradientClip { get; init; } = 5;

    /// <summary>Decay of the exponential moving average of the weights that is validated and exported; 0 = the weights themselves.</summary>
    public double Ema { get; init; } = 0.995;

    /// <summary>
    /// Of the network's convolutions in a training step: float32, or bfloat16, faster on hardware with units for it and only there
    /// (<c>segtrain doctor</c> measures). Weights, losses, validation and the exported network stay float32.
    /// </summary>
    public string Precision { get; init; } = "float32";

    /// <summary>
    /// The card asks the runtime to average the output over a slice and its three mirror images. Validation during training looks once, as it
    /// compares weights.
    /// </summary>
    public bool TestTimeFlips { get; init; }

    /// <summary>Threads of the tensor library. Results are reproducible for an equal number only.</summary>
    public int Threads { get; init; }

    /// <summary>Threads that prepare batches. Results do not depend on it.</summary>
    public int Workers { get; init; } = 2;

    /// <summary>Batches that may be ready ahead of the step.</summary>
    public int Ahead { get; init; } = 6;

    /// <summary>Steps averaged into one line of the log.</summary>
    public long LogEvery { get; init; } = 20;

    /// <summary>What runs the network in a training step.</summary>
    internal TorchOps Ops => Precision == "bfloat16" ? TorchOps.BFloat16 : TorchOps.Instance;

    public void Check()
    {
        const string section = "training";
        OptionCheck.Within(section, nameof(Steps), Steps, 1, 100_000_000);
        OptionCheck.Within(section, nameof(EpochSteps), EpochSteps, 1, Steps);
        OptionCheck.Within(section, nameof(ValidateEvery), ValidateEvery, 1, 1_000_000);
        OptionCheck.OneOf(section, nameof(Optimiser), Optimiser, "adamw", "adam", "radam", "sgd");
        OptionCheck.Within(section, nameof(LearningRate), LearningRate, 1e-12, 10);
        OptionCheck.Within(section, nameof(MinimumLearningRate), MinimumLearningRate, 0, LearningRate);
        OptionCheck.Within(section, nameof(WarmUp), WarmUp, 0, 0.9);
        OptionCheck.Within(section, nameof(WeightDecay), WeightDecay, 0, 10);
        OptionCheck.Within(section, nameof(GradientClip), GradientClip, 0, 1e9);
        OptionCheck.Within(section, nameof(Ema), Ema, 0, 0.999999);
        OptionCheck.OneOf(section, nameof(Precision), Precision, "float32", "bfloat16");
        OptionCheck.Within(section, nameof(Threads), Threads, 1, 1024);
        OptionCheck.Within(section, nameof(Workers), Workers, 1, 256);
        OptionCheck.Within(section, nameof(Ahead), Ahead, 2, 1024);
        OptionCheck.Within(section, nameof(LogEvery), LogEvery, 1, 1_000_000);
    }
}
