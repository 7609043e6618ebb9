using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Pipeline.Networks;

/// <summary>
/// Twice [3×3 convolution, stride 1, padding 1, no bias → batch norm → ReLU]: [N,i,H,W] → [N,o,H,W].
/// Keys: <c>conv.{0,3}.weight</c> for the convolutions, <c>conv.{1,4}.*</c> for the norms, as in the authors' sequence.
/// </summary>
public sealed class ConvBlock : Block
{
    private readonly Conv2d _first, _second;
    private readonly BatchNorm2d _firstNorm, _secondNorm;

    /// <summary>A block from <paramref name="input"/> to <paramref name="output"/> channels.</summary>
    /// <param name="input">Channels in.</param>
    /// <param name="output">Channels out.</param>
    /// <param name="momentum">Batch-norm momentum in PyTorch's sense: running = (1 − m) · running + m · batch.</param>
    public ConvBlock(long input, long output, double momentum = 0.1)
        : base(nameof(ConvBlock))
    {
        _first = Conv2d(input, output, 3, padding: 1, bias: false);
        _firstNorm = BatchNorm2d(output, momentum: momentum);
        _second = Conv2d(output, output, 3, padding: 1, bias: false);
        _secondNorm = BatchNorm2d(output, momentum: momentum);
        register_module("conv", Sequential(
            ("0", _first), ("1", _firstNorm), ("2", ReLU()), ("3", _second), ("4", _secondNorm), ("5", ReLU())));
    }

    /// <inheritdoc/>
    protected override T Wire<T>(IOps<T> ops, T x)
    {
        x = ops.Relu(ops.BatchNorm2d(_firstNorm, ops.Conv2d(_first, x)));
        return ops.Relu(ops.BatchNorm2d(_secondNorm, ops.Conv2d(_second, x)));
    }
}
