using TorchSharp.Modules;

namespace Pipeline.Networks;

public partial interface IOps<T>
{
    /// <summary>2-D cross-correlation with zero padding: stride, padding, dilation and groups as the module has them.</summary>
    T Conv2d(Conv2d m, T x);

    /// <summary>3-D cross-correlation with zero padding: stride, padding, dilation and groups as the module has them.</summary>
    T Conv3d(Conv3d m, T x);

    /// <summary>
    /// Transposed 2-D convolution, the gradient of <see cref="Conv2d"/> by its input: H → (H − 1) · stride − 2 · padding +
    /// dilation · (kernel − 1) + output padding + 1. Weight [I,O/groups,kh,kw].
    /// </summary>
    T ConvTranspose2d(ConvTranspose2d m, T x);

    /// <summary>Transposed 3-D convolution; sizes as in <see cref="ConvTranspose2d"/>. Weight [I,O/groups,kd,kh,kw].</summary>
    T ConvTranspose3d(ConvTranspose3d m, T x);

    /// <summary>
    /// Modulated deformable convolution: y(p) = b + Σ_k W_k · mask_k(p) · x(p·s − pad + k·d + offset_k(p)), x bilinear, each
    /// neighbour outside counts as 0. Tap k = kw · row + column.
    /// </summary>
    /// <param name="m">Holder of weight [O,C,kh,kw], bias and geometry.</param>
    /// <param name="x">[N,C,H,W].</param>
    /// <param name="offset">[N,2·kh·kw,H',W'] in pixels: channel 2k is dy, 2k + 1 is dx.</param>
    /// <param name="mask">[N,kh·kw,H',W'], the weight of every tap.</param>
    T DeformConv2d(DeformConv2d m, T x, T offset, T mask);
}
