using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Pipeline.Bundles;
using Pipeline.Networks;
using Pipeline.Training.Configuration;
using Pipeline.Training.Datasets;
using Pipeline.Training.Preparation;

namespace Pipeline.Training.Regimes.Semi;

/// <summary>Semi-supervised training: few patients with masks, many without.</summary>
public sealed class SemiDefinition : RegimeDefinition<SemiOptions>
{
    public override string Name => "semi";

    public override string Summary => "Semi-supervised: masks for a few patients, images alone for the rest (mutual information and consistency)";

    public override IReadOnlyList<string> Presets => SemiPresets.Names;

    protected override JsonTypeInfo<SemiOptions> OptionsType => SemiJson.Default.SemiOptions;

    public override RunSettings Preset(string name, int threads) => SemiPresets.Find(name, threads);

    public override IReadOnlySet<string> Labelled(IReadOnlyList<DatasetCase> train, RunSettings settings, long seed)
    {
        var options = (SemiOptions)settings.Regime;
        var labelled = LabelledSubset.Of(options.Labelled, train, seed);
        if (labelled.Count == 0) throw new UserInputException("no training case has a label map; expected at least one labelled patient");
        if (options.UsesUnlabelled && labelled.Count == train.Count)
        {
            throw new UserInputException(
                $"all {train.Count} training cases are labelled, which leaves none for the unlabelled losses; choose a part with --set semi.labelled=3 (patients), 5% or names, or use 'segtrain run full'");
        }
        return labelled;
    }

    public override bool ReadsValidationImages(RunSettings settings) => settings.Regime is SemiOptions { PaperSplit: true, UsesUnlabelled: true };

    public override NetworkShape Shape(RunSettings settings) => new(((SemiOptions)settings.Regime).Patch, 16, "image", "logits");

    public override ExportableNetwork CreateNetwork(RunSettings settings, DatasetDescription dataset) =>
        new MiUNet(dataset.Modalities.Count, dataset.Labels.Count, ((SemiOptions)settings.Regime).Width);

    public override Regime Create(RegimeInput input) => new SemiRegime(input, this);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(SemiOptions))]
internal sealed partial class SemiJson : JsonSerializerContext;
