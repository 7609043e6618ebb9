using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Networks;

public sealed partial class TorchOps
{
    /// <inheritdoc/>
    public Tensor Linear(Linear m, Tensor x) => Show(nameof(Linear), m, m.call(x));

    /// <inheritdoc/>
    public Tensor MatMul(Tensor a, Tensor b) => Show(nameof(MatMul), null, matmul(a, b));
}
