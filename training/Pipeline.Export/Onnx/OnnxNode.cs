namespace Pipeline.Export;

/// <summary>What comparisons need to know of a node in a model file.</summary>
/// <param name="OpType">ONNX operator.</param>
/// <param name="Layer">The last layer of the network that it computes (from <c>doc_string</c>), whose result it gives.</param>
/// <param name="Inputs">Names of its inputs.</param>
/// <param name="Output">Name of its first result.</param>
internal sealed record OnnxNode(string OpType, string Layer, IReadOnlyList<string> Inputs, string Output);
