using static TorchSharp.torch;

namespace Pipeline.Networks;

public sealed partial class TorchOps
{
    /// <inheritdoc/>
    public Tensor Concat(params ReadOnlySpan<Tensor> xs) => Concat(1, xs);

    /// <inheritdoc/>
    public Tensor Concat(int axis, params ReadOnlySpan<Tensor> xs) => Show(nameof(Concat), null, cat(xs.ToArray(), axis));
}
