using TorchSharp.Modules;

namespace Pipeline.Export;

public sealed partial class ReferenceOps
{
    /// <inheritdoc/>
    public ReferenceTensor Parameter(Parameter p) => new(Array.ConvertAll(p.shape, size => (int)size), TensorValues.Doubles(p));
}
