using static TorchSharp.torch;

namespace Pipeline.Networks;

public sealed partial class TorchOps
{
    /// <inheritdoc/>
    public Tensor Relu(Tensor x) => Show(nameof(Relu), null, nn.functional.relu(x));
}
