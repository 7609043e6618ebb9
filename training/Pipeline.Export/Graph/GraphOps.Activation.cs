namespace Pipeline.Export;

public sealed partial class GraphOps
{
    /// <inheritdoc/>
    public Value Relu(Value x) => Emit(_names.Next(nameof(Relu)), "Relu", [x.Name], x.Shape);
}
