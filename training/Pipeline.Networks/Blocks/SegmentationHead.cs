using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Pipeline.Networks;

/// <summary>
/// 1×1 convolution → batch norm → ReLU → 1×1 convolution to the classes: [N,i,H,W] → logits [N,classes,H,W].
/// Keys: <c>0.conv.*</c>, <c>1.*</c>, <c>3.conv.*</c>, as in the sequences of <see cref="HierarchicalUNet"/>'s authors.
/// </summary>
public sealed class SegmentationHead : Block
{
    // Tuples are not registered: the constructor gives the authors' keys.
    private readonly (Conv2d First, BatchNorm2d Norm, Conv2d Last) _layers;

    /// <summary>A head on <paramref name="input"/> channels with <paramref name="hidden"/> channels inside.</summary>
    public SegmentationHead(long input, long hidden, long classes)
        : base(nameof(SegmentationHead))
    {
        _layers = (Conv2d(input, hidden, 1), BatchNorm2d(hidden), Conv2d(hidden, classes, 1));
        register_module("0", Nested.At("conv", _layers.First));
        register_module("1", _layers.Norm);
        register_module("3", Nested.At("conv", _layers.Last));
    }

    /// <inheritdoc/>
    protected override T Wire<T>(IOps<T> ops, T x) =>
        ops.Conv2d(_layers.Last, ops.Relu(ops.BatchNorm2d(_layers.Norm, ops.Conv2d(_layers.First, x))));
}
