using static TorchSharp.torch;

namespace Pipeline.Export;

/// <summary>One tensor of a safetensors file: where its bytes are and how to read them.</summary>
/// <param name="Name">Key, as in state_dict.</param>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Sizes; empty for a scalar.</param>
/// <param name="Begin">First byte, counted from the end of the header.</param>
/// <param name="End">One past the last byte.</param>
internal readonly record struct SafeTensorsEntry(string Name, ScalarType Type, long[] Shape, long Begin, long End);
