using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Pipeline.Networks;

/// <summary>
/// Twice [3×3 convolution, stride 1, padding 1, no bias → batch norm → ReLU]: [N,i,H,W] → [N,o,H,W].
/// Keys: <c>conv.{0,3}.weight</c> for the convolutions, <c>conv.{1,4}.*</c> for the norms, as in the authors' sequence.
/// </summary>
public sealed class ConvBlock : Block
{
    private readonly Sequential conv;

    // Pairs are no modules themselves: TorchSharp registers them through the sequence alone.
    private readonly (Conv2d Convolution, BatchNorm2d Norm) _first, _second;

    /// <summary>A block from <paramref name="input"/> to <paramref name="output"/> channels.</summary>
    /// <param name="input">Channels in.</param>
    /// <param name="output">Channels out.</param>
    /// <param name="momentum">Batch-norm momentum in PyTorch's sense: running = (1 − m) · running + m · batch.</param>
    public ConvBlock(long input, long output, double momentum = 0.1)
        : base(nameof(ConvBlock))
    {
        _first = (Conv2d(input, output, 3, padding: 1, bias: false), BatchNorm2d(output, momentum: momentum));
        _second = (Conv2d(output, output, 3, padding: 1, bias: false), BatchNorm2d(output, momentum: momentum));
        conv = Sequential(
            ("0", _first.Convolution), ("1", _first.Norm), ("2", ReLU()),
            ("3", _second.Convolution), ("4", _second.Norm), ("5", ReLU()));
        RegisterComponents();
    }

    /// <inheritdoc/>
    protected override T Wire<T>(IOps<T> ops, T x)
    {
        x = ops.Relu(ops.BatchNorm2d(_first.Norm, ops.Conv2d(_first.Convolution, x)));
        return ops.Relu(ops.BatchNorm2d(_second.Norm, ops.Conv2d(_second.Convolution, x)));
    }
}
