namespace Pipeline.Export;

/// <summary>The first layer, in order of execution, whose result in the model is not the network's.</summary>
/// <param name="Layer">Layer name: module path, or block and operator.</param>
/// <param name="OpType">ONNX operator that gives it.</param>
/// <param name="Inputs">Values it was computed from, to tell layers of one kind apart.</param>
/// <param name="Relative">Largest |Δ| as a part of the larger range of the layer's result and its input.</param>
public sealed record LayerDivergence(string Layer, string OpType, IReadOnlyList<string> Inputs, double Relative)
{
    /// <summary>"Conv1.conv.1 (Conv of image): |Δ| is 3.1E-03 of the layer's range".</summary>
    public override string ToString() => $"{Layer} ({OpType} of {string.Join(", ", Inputs)}): |Δ| is {Relative:E1} of the layer's range";
}
