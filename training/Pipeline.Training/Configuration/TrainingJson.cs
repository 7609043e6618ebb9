using System.Text.Json.Serialization;
using Pipeline.Training.Augmentation;
using Pipeline.Training.Checkpoints;

namespace Pipeline.Training.Configuration;

/// <summary>JSON of this library, generated at build time: snake_case, indented, unknown fields refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    NewLine = "\n",
    MaxDepth = 16,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(TrainingOptions))]
[JsonSerializable(typeof(AugmentationOptions))]
[JsonSerializable(typeof(RunConfiguration))]
[JsonSerializable(typeof(CheckpointState))]
[JsonSerializable(typeof(RunResult))]
[JsonSerializable(typeof(Pipeline.Training.Datasets.PhantomMark))]
[JsonSerializable(typeof(IReadOnlyList<Pipeline.Bundles.PreprocessingStep>))]
internal sealed partial class TrainingJson : JsonSerializerContext;
