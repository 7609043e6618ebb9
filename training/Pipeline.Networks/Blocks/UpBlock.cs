using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Pipeline.Networks;

/// <summary>
/// Nearest ×2 → 3×3 convolution, padding 1, no bias → batch norm → ReLU: [N,i,H,W] → [N,o,2H,2W].
/// Keys: <c>up.1.weight</c> for the convolution, <c>up.2.*</c> for the norm, as in the authors' sequence.
/// </summary>
public sealed class UpBlock : Block
{
    private readonly Sequential up;

    // A pair is no module itself: TorchSharp registers it through the sequence alone.
    private readonly (Conv2d Convolution, BatchNorm2d Norm) _layer;

    /// <summary>A block from <paramref name="input"/> to <paramref name="output"/> channels.</summary>
    /// <param name="input">Channels in.</param>
    /// <param name="output">Channels out.</param>
    /// <param name="momentum">Batch-norm momentum in PyTorch's sense.</param>
    public UpBlock(long input, long output, double momentum = 0.1)
        : base(nameof(UpBlock))
    {
        _layer = (Conv2d(input, output, 3, padding: 1, bias: false), BatchNorm2d(output, momentum: momentum));
        up = Sequential(
            ("0", Upsample(scale_factor: [2, 2], mode: torch.UpsampleMode.Nearest)),
            ("1", _layer.Convolution), ("2", _layer.Norm), ("3", ReLU()));
        RegisterComponents();
    }

    /// <inheritdoc/>
    protected override T Wire<T>(IOps<T> ops, T x) =>
        ops.Relu(ops.BatchNorm2d(_layer.Norm, ops.Conv2d(_layer.Convolution, ops.UpsampleNearest2d(x, 2))));
}
