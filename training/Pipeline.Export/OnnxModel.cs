using System.Text.Json;

namespace Pipeline.Export;

/// <summary>An exported network: its graph and what the passes did to it.</summary>
/// <param name="Graph">The graph as it will be written.</param>
/// <param name="Opset">ONNX operator set.</param>
/// <param name="Passes">Reports in the order of the passes.</param>
public sealed record OnnxModel(OnnxGraph Graph, int Opset, IReadOnlyList<PassReport> Passes)
{
    /// <summary>Metadata key of the list of folded batch norms: a JSON array of their state_dict prefixes.</summary>
    public const string FoldedKey = "pipeline.folded_batch_norms";

    /// <summary>state_dict prefixes of the batch norms whose numbers are now in the convolutions before them.</summary>
    public IReadOnlyList<string> FoldedBatchNorms =>
        [.. Passes.Where(report => report.Pass == nameof(BatchNormFolding)).SelectMany(report => report.Done)];

    /// <summary>The model as an ONNX file; equal models and metadata give equal bytes.</summary>
    /// <param name="metadata">Further metadata_props, such as the card.</param>
    public byte[] ToBytes(IReadOnlyDictionary<string, string>? metadata = null)
    {
        Dictionary<string, string> all = new(metadata ?? new Dictionary<string, string>(), StringComparer.Ordinal);
        if (FoldedBatchNorms.Count > 0)
        {
            all[FoldedKey] = JsonSerializer.Serialize(FoldedBatchNorms);
        }
        return OnnxWriter.Write(Graph, Opset, all);
    }
}
