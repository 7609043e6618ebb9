using static TorchSharp.torch;

namespace Pipeline.Networks;

public sealed partial class TorchOps
{
    /// <inheritdoc/>
    public Tensor Concat(params ReadOnlySpan<Tensor> xs) => Show(nameof(Concat), null, cat(xs.ToArray(), 1));
}
