using System.Text.Json.Serialization;

namespace Pipeline.Bundles;

/// <summary>All JSON forms of this assembly, generated at compile time (works trimmed and ahead-of-time compiled).</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true,
    RespectNullableAnnotations = true,
    MaxDepth = StrictJson.MaxDepth)]
[JsonSerializable(typeof(Card))]
[JsonSerializable(typeof(CasesFile))]
[JsonSerializable(typeof(SplitFile))]
[JsonSerializable(typeof(MetricsFile))]
[JsonSerializable(typeof(ParityFile))]
[JsonSerializable(typeof(GatesFile))]
internal sealed partial class BundleJson : JsonSerializerContext;
