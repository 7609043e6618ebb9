using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Pipeline.Bundles;
using Pipeline.Networks;
using Pipeline.Training.Augmentation;
using Pipeline.Training.Configuration;
using Pipeline.Training.Datasets;

namespace Pipeline.Training.Regimes.Full;

/// <summary>Full supervision on every labelled training case.</summary>
public sealed class FullDefinition : RegimeDefinition<FullOptions>
{
    public override string Name => "full";

    public override string Summary => "Full supervision: a mask for every training volume";

    public override IReadOnlyList<string> Presets { get; } = ["cpu", "paper", "smoke"];

    protected override JsonTypeInfo<FullOptions> OptionsType => FullJson.Default.FullOptions;

    public override RunSettings Preset(string name, int threads) => name switch
    {
        // About 40 minutes on two cores at 160².
        "cpu" => new RunSettings(
            new TrainingOptions { Steps = 4000, EpochSteps = 100, ValidateEvery = 5, Threads = threads },
            new AugmentationOptions(),
            new FullOptions()),

        // A GPU's schedule: the paper's width and window, long training.
        "paper" => new RunSettings(
            new TrainingOptions { Steps = 30_000, EpochSteps = 300, ValidateEvery = 5, LearningRate = 1e-3, Ema = 0.999, Threads = threads },
            new AugmentationOptions(),
            new FullOptions { Batch = 14, Patch = 224 }),

        // Seconds: proves that everything runs, not that it learns.
        "smoke" => new RunSettings(
            new TrainingOptions { Steps = 20, EpochSteps = 5, ValidateEvery = 2, Ema = 0.9, LogEvery = 5, Threads = threads },
            new AugmentationOptions(),
            new FullOptions { Batch = 2, Patch = 64, Width = 4 }),
        _ => throw new UserInputException($"preset '{name}' is unknown; expected one of: {string.Join(", ", Presets)}"),
    };

    public override NetworkShape Shape(RunSettings settings) => new(((FullOptions)settings.Regime).Patch, 16, "image", "logits");

    public override ExportableNetwork CreateNetwork(RunSettings settings, DatasetDescription dataset) =>
        new MiUNet(dataset.Modalities.Count, dataset.Labels.Count, ((FullOptions)settings.Regime).Width);

    public override Regime Create(RegimeInput input) => new FullRegime(input, this);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(FullOptions))]
internal sealed partial class FullJson : JsonSerializerContext;
