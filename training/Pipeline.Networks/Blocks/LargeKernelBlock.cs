using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Pipeline.Networks;

/// <summary>
/// Inception large-kernel attention of S3-Net: x + p2(u · mix(three depthwise convolutions of d0(u))) with u = GELU(p1(x)):
/// [N,C,H,W] → [N,C,H,W]. Kernels 3, 5 and 7 with dilations 1, 2 and 3 behind a 5×5 see 7, 13 and 23 pixels.
/// </summary>
public sealed class LargeKernelBlock : Block
{
    private readonly Conv2d p1, d0, mix, p2;
    private readonly ModuleList<Conv2d> br;

    /// <summary>A block on <paramref name="channels"/> channels: 27,840 parameters for 64.</summary>
    public LargeKernelBlock(long channels)
        : base(nameof(LargeKernelBlock))
    {
        p1 = Conv2d(channels, channels, 1);
        d0 = Depthwise(channels, 5, 1);
        br = ModuleList(Depthwise(channels, 3, 1), Depthwise(channels, 5, 2), Depthwise(channels, 7, 3));
        mix = Conv2d(3 * channels, channels, 1);
        p2 = Conv2d(channels, channels, 1);
        RegisterComponents();
    }

    /// <inheritdoc/>
    protected override T Wire<T>(IOps<T> ops, T x)
    {
        T u = ops.Gelu(ops.Conv2d(p1, x)), a = ops.Conv2d(d0, u);
        T attention = ops.Conv2d(mix, ops.Concat([.. br.Select(branch => ops.Conv2d(branch, a))]));
        return ops.Add(x, ops.Conv2d(p2, ops.Mul(u, attention)));
    }

    private static Conv2d Depthwise(long channels, long kernel, long dilation) =>
        Conv2d(channels, channels, kernel, padding: dilation * (kernel / 2), dilation: dilation, groups: channels);
}
