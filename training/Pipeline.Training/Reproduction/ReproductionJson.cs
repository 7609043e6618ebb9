using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Pipeline.Training.Reproduction;

/// <summary>JSON of reproductions.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    NewLine = "\n",
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(JobResult))]
[JsonSerializable(typeof(ReproductionTable))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class ReproductionJson : JsonSerializerContext;
