namespace Pipeline.Export;

/// <summary>A named tensor of the graph: input, output or intermediate result.</summary>
/// <param name="Name">Unique in the graph; for an operator's result the layer name.</param>
/// <param name="Type">Element type.</param>
/// <param name="Shape">[N,C,H,W] or [N,C,D,H,W]; sizes may be symbols.</param>
public sealed record Value(string Name, ElementType Type, IReadOnlyList<Dim> Shape)
{
    /// <summary>"image [N,1,H,W]".</summary>
    public override string ToString() => $"{Name} [{string.Join(',', Shape)}]";
}
