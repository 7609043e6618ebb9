using static TorchSharp.torch;

namespace Pipeline.Networks;

public sealed partial class TorchOps
{
    /// <inheritdoc/>
    public Tensor Add(Tensor a, Tensor b) => Show(nameof(Add), null, a + b);

    /// <inheritdoc/>
    public Tensor Add(Tensor a, double b) => Show(nameof(Add), null, a + b);

    /// <inheritdoc/>
    public Tensor Sub(Tensor a, Tensor b) => Show(nameof(Sub), null, a - b);

    /// <inheritdoc/>
    public Tensor Mul(Tensor a, Tensor b) => Show(nameof(Mul), null, a * b);

    /// <inheritdoc/>
    public Tensor Mul(Tensor a, double b) => Show(nameof(Mul), null, a * b);

    /// <inheritdoc/>
    public Tensor Div(Tensor a, Tensor b) => Show(nameof(Div), null, a / b);

    /// <inheritdoc/>
    public Tensor Maximum(Tensor a, Tensor b) => Show(nameof(Maximum), null, maximum(a, b));

    /// <inheritdoc/>
    public Tensor Minimum(Tensor a, Tensor b) => Show(nameof(Minimum), null, minimum(a, b));

    /// <inheritdoc/>
    public Tensor Greater(Tensor a, Tensor b) => Show(nameof(Greater), null, a.gt(b).to(a.dtype));

    /// <inheritdoc/>
    public Tensor Clamp(Tensor x, double min, double max) => Show(nameof(Clamp), null, x.clamp(min, max));

    /// <inheritdoc/>
    public Tensor Abs(Tensor x) => Show(nameof(Abs), null, x.abs());

    /// <inheritdoc/>
    public Tensor Exp(Tensor x) => Show(nameof(Exp), null, x.exp());

    /// <inheritdoc/>
    public Tensor Log(Tensor x) => Show(nameof(Log), null, x.log());

    /// <inheritdoc/>
    public Tensor Sqrt(Tensor x) => Show(nameof(Sqrt), null, x.sqrt());
}
