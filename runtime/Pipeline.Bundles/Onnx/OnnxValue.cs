namespace Pipeline.Bundles;

/// <summary>An input or output of the graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Element type.</param>
/// <param name="Dims">Axes, outermost first.</param>
public sealed record OnnxValue(string Name, OnnxElementType Type, IReadOnlyList<OnnxDim> Dims)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Type} [{string.Join(", ", Dims)}]";
}
