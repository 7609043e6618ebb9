using static TorchSharp.torch;

namespace Pipeline.Export;

/// <summary>A block of numbers in the archive, <c>data/KEY</c>; several tensors may lie in one.</summary>
/// <param name="Key">Name of the archive's entry, without <c>data/</c>.</param>
/// <param name="Type">Element type.</param>
/// <param name="Count">Elements; the entry has exactly their bytes.</param>
internal sealed record PtStorage(string Key, ScalarType Type, long Count)
{
    public string Entry => "data/" + Key;
}
