using System.Text.Json.Nodes;
using Pipeline.Bundles;

namespace Pipeline.Training.Configuration;

/// <summary>
/// config.json of a run: everything that decides its result, resolved. Written once when the run folder is made; resume and export
/// read nothing else to know what the run is.
/// </summary>
public sealed record RunConfiguration
{
    public const string CurrentSchema = "pipeline-run/1";

    public string Schema { get; init; } = CurrentSchema;

    public required string Regime { get; init; }

    public required string Preset { get; init; }

    public required long Seed { get; init; }

    public required string Device { get; init; }

    /// <summary>Null for a regime that needs no data set.</summary>
    public RunData? Data { get; init; }

    /// <summary>The settings object of <see cref="SettingsJson"/>.</summary>
    public required JsonObject Settings { get; init; }

    /// <summary>The command line, with the data folder as ${PIPELINE_DATA} where that variable gave it.</summary>
    public required string Command { get; init; }

    /// <summary>Commit of the program, "unknown" outside a repository build.</summary>
    public required string Commit { get; init; }

    /// <summary>Names and versions: pipeline, torch backend, libtorch, dotnet.</summary>
    public required IReadOnlyDictionary<string, string> Versions { get; init; }
}

/// <summary>The data of a run.</summary>
/// <param name="Dataset">Reader name, e.g. "acdc".</param>
/// <param name="Folder">As given by the user.</param>
/// <param name="Hash">SHA-256 over ids and file hashes of all cases that training reads: the training patients', with <c>paper_split</c> the validation images too.</param>
/// <param name="SplitHash">SHA-256 of the canonical split.</param>
/// <param name="Train">Patients trained on.</param>
/// <param name="Validation">Patients that choose and watch.</param>
/// <param name="Test">Patients that are not touched by training.</param>
/// <param name="Preprocessing">The card's steps.</param>
/// <param name="Labelled">Ids of the training cases whose labels are seen.</param>
public sealed record RunData(
    string Dataset,
    string Folder,
    string Hash,
    string SplitHash,
    IReadOnlyList<string> Train,
    IReadOnlyList<string> Validation,
    IReadOnlyList<string> Test,
    IReadOnlyList<PreprocessingStep> Preprocessing,
    IReadOnlyList<string> Labelled);
