using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Pipeline.Networks;
using Pipeline.Training.Configuration;
using Pipeline.Training.Datasets;

namespace Pipeline.Training;

/// <summary>A regime before it is made: its name, presets and options, and how it is built.</summary>
public abstract class RegimeDefinition
{
    /// <summary>The word on the command line and in the card.</summary>
    public abstract string Name { get; }

    /// <summary>One line for the help.</summary>
    public abstract string Summary { get; }

    public abstract IReadOnlyList<string> Presets { get; }

    /// <summary>Whether a data set must be given.</summary>
    public virtual bool NeedsData => true;

    /// <summary>The settings of a preset, for <paramref name="threads"/> threads.</summary>
    public abstract RunSettings Preset(string name, int threads);

    /// <summary>
    /// Ids of the training cases whose labels the regime may see; of all others only images are read. Everything by default.
    /// </summary>
    public virtual IReadOnlySet<string> Labelled(IReadOnlyList<DatasetCase> train, RunSettings settings, long seed) =>
        train.Where(c => c.Label is not null).Select(c => c.Id).ToHashSet(StringComparer.Ordinal);

    /// <summary>
    /// Whether the images of the validation patients are given to the regime as unlabelled cases: a published protocol may ask for it, and the
    /// card says so. No by default.
    /// </summary>
    public virtual bool ReadsValidationImages(RunSettings settings) => false;

    /// <summary>What the card says of the network, known before it is built.</summary>
    public abstract NetworkShape Shape(RunSettings settings);

    /// <summary>The network that a run serves, with fresh weights: evaluation and export load a checkpoint into it.</summary>
    public abstract ExportableNetwork CreateNetwork(RunSettings settings, DatasetDescription dataset);

    /// <summary>Builds the regime on the training thread; the generator is seeded already.</summary>
    public abstract Regime Create(RegimeInput input);

    public abstract JsonObject Write(RunSettings settings);

    public abstract RunSettings Read(JsonObject json);
}

/// <summary>Binds the options' JSON form.</summary>
public abstract class RegimeDefinition<TOptions> : RegimeDefinition
    where TOptions : RegimeOptions
{
    protected abstract JsonTypeInfo<TOptions> OptionsType { get; }

    public override JsonObject Write(RunSettings settings) => SettingsJson.Write(settings, Name, OptionsType);

    public override RunSettings Read(JsonObject json) => SettingsJson.Read(json, Name, OptionsType);
}
