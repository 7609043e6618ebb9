using System.Text.Json;
using System.Text.Json.Serialization;

using Pipeline.Bundles;

namespace Pipeline.Inference;

/// <summary>What a model is, without running it.</summary>
public sealed record InspectionReport
{
    /// <summary>Bundle folder; null for a lone model.</summary>
    public string? Folder { get; init; }

    /// <summary>The contract.</summary>
    [JsonIgnore]
    public required Card Card { get; init; }

    /// <summary>The contract in its own JSON form.</summary>
    [JsonPropertyName("card")]
    public JsonElement CardJson => JsonElement.Parse(Card.ToJson());

    /// <summary>Bytes of the model.</summary>
    public required long Bytes { get; init; }

    /// <summary>Opset of the default domain.</summary>
    public required long Opset { get; init; }

    /// <summary>Nodes of the graph.</summary>
    public required int Nodes { get; init; }

    /// <summary>Stored floating-point values.</summary>
    public required long Parameters { get; init; }

    /// <summary>Inputs with their shapes.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Outputs with their shapes.</summary>
    public required IReadOnlyList<string> Outputs { get; init; }

    /// <summary>Looks into an opened bundle.</summary>
    public static InspectionReport Of(Bundle bundle)
    {
        OnnxSummary model = bundle.Summary;
        return new InspectionReport
        {
            Folder = bundle.Folder,
            Card = bundle.Card,
            Bytes = bundle.Model.Length,
            Opset = model.Opset,
            Nodes = model.Nodes,
            Parameters = model.Parameters,
            Inputs = [.. model.Inputs.Select(input => input.ToString())],
            Outputs = [.. model.Outputs.Select(output => output.ToString())],
        };
    }

    /// <summary>The report as JSON.</summary>
    public byte[] ToJson() => InferenceJson.ToBytes(this, json => json.InspectionReport);
}
