using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pipeline.Bundles;

/// <summary>What the network's output means.</summary>
[JsonConverter(typeof(OutputKindConverter))]
public enum OutputKind
{
    /// <summary>One unnormalised score per label and voxel.</summary>
    Logits,

    /// <summary>One probability per label and voxel.</summary>
    Probabilities,

    /// <summary>One score per voxel; foreground where it exceeds the threshold.</summary>
    Map,

    /// <summary>Cluster numbers without names.</summary>
    Clusters,
}

/// <summary>Writes the names in lower case and reads nothing else.</summary>
internal sealed class OutputKindConverter() : JsonStringEnumConverter<OutputKind>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
