namespace Pipeline.Export;

public sealed partial class ReferenceOps
{
    /// <inheritdoc/>
    public ReferenceTensor Relu(ReferenceTensor x) =>
        Show(nameof(Relu), null, x with { Data = Array.ConvertAll(x.Data, value => Math.Max(value, 0)) });
}
