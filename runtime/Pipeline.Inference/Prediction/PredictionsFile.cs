using System.Globalization;

namespace Pipeline.Inference;

/// <summary>What <c>segrun predict</c> did: written as predictions.json beside the label maps, and printed by <c>--json</c>.</summary>
public sealed record PredictionsFile
{
    /// <summary>Schema of this version.</summary>
    public const string CurrentSchema = "pipeline-predictions/1";

    /// <summary>What must stand beside every result.</summary>
    public const string ResearchUse = "Research use only: not a medical device.";

    /// <summary>Always <see cref="CurrentSchema"/>.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>Always <see cref="ResearchUse"/>.</summary>
    public string Notice { get; init; } = ResearchUse;

    /// <summary>Name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>Version of the model.</summary>
    public required string Version { get; init; }

    /// <summary>Commit that the model was trained with.</summary>
    public required string ModelCommit { get; init; }

    /// <summary>Version and commit of this program.</summary>
    public required string Program { get; init; }

    /// <summary>Runtime and version.</summary>
    public required string Backend { get; init; }

    /// <summary>Device that ran the network.</summary>
    public required string Device { get; init; }

    /// <summary>Label value to name.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>Wall-clock time of the whole run.</summary>
    public required double Seconds { get; init; }

    /// <summary>One entry per case, in order.</summary>
    public required IReadOnlyList<PredictionEntry> Cases { get; init; }

    /// <summary>The file of a finished run.</summary>
    public static PredictionsFile Of(Segmenter segmenter, IReadOnlyList<PredictionEntry> cases, string program, TimeSpan elapsed) => new()
    {
        Model = segmenter.Card.Name,
        Version = segmenter.Card.Version,
        ModelCommit = segmenter.Card.Commit,
        Program = program,
        Backend = OnnxRuntimeGuard.Name,
        Device = segmenter.Device.ToString(),
        Labels = segmenter.Card.Labels.ToDictionary(label => label.Value.ToString(CultureInfo.InvariantCulture), label => label.Name, StringComparer.Ordinal),
        Seconds = elapsed.TotalSeconds,
        Cases = cases,
    };

    /// <summary>The file's text, indented, LF.</summary>
    public byte[] ToJson() => InferenceJson.ToBytes(this, json => json.PredictionsFile);
}
