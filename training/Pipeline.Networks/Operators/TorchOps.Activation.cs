using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pipeline.Networks;

public sealed partial class TorchOps
{
    /// <inheritdoc/>
    public Tensor Relu(Tensor x) => Show(nameof(Relu), null, functional.relu(x));

    /// <inheritdoc/>
    public Tensor LeakyRelu(Tensor x, double slope = 0.01) => Show(nameof(LeakyRelu), null, functional.leaky_relu(x, slope));

    /// <inheritdoc/>
    public Tensor PRelu(PReLU m, Tensor x) => Show(nameof(PRelu), m, m.call(x));

    /// <inheritdoc/>
    public Tensor Elu(Tensor x, double alpha = 1) => Show(nameof(Elu), null, functional.elu(x, alpha));

    /// <inheritdoc/>
    public Tensor Gelu(Tensor x) => Show(nameof(Gelu), null, functional.gelu(x));

    /// <inheritdoc/>
    public Tensor Silu(Tensor x) => Show(nameof(Silu), null, functional.silu(x));

    /// <inheritdoc/>
    public Tensor Sigmoid(Tensor x) => Show(nameof(Sigmoid), null, functional.sigmoid(x));

    /// <inheritdoc/>
    public Tensor Tanh(Tensor x) => Show(nameof(Tanh), null, x.tanh());

    /// <inheritdoc/>
    public Tensor Softplus(Tensor x) => Show(nameof(Softplus), null, functional.softplus(x));

    /// <inheritdoc/>
    public Tensor Softmax(Tensor x, int axis = 1) => Show(nameof(Softmax), null, functional.softmax(x, axis));

    /// <inheritdoc/>
    public Tensor LogSoftmax(Tensor x, int axis = 1) => Show(nameof(LogSoftmax), null, functional.log_softmax(x, axis));
}
