using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pipeline.Networks;

public sealed partial class TorchOps
{
    /// <inheritdoc/>
    public Tensor Conv2d(Conv2d m, Tensor x) => Show(nameof(Conv2d), m, Reduces(m)
        ? functional.conv2d(Low(x), Low(m.weight), Low(m.bias), m.stride, m.padding, m.dilation, m.groups)
        : m.call(x));

    /// <inheritdoc/>
    public Tensor Conv3d(Conv3d m, Tensor x) => Show(nameof(Conv3d), m, Reduces(m)
        ? functional.conv3d(Low(x), Low(m.weight), Low(m.bias), m.stride, m.padding, m.dilation, m.groups)
        : m.call(x));

    /// <inheritdoc/>
    public Tensor ConvTranspose2d(ConvTranspose2d m, Tensor x) => Show(nameof(ConvTranspose2d), m, Reduces(m)
        ? functional.conv_transpose2d(Low(x), Low(m.weight), Low(m.bias), m.stride, m.padding, m.output_padding, m.dilation, m.groups)
        : m.call(x));

    /// <inheritdoc/>
    public Tensor ConvTranspose3d(ConvTranspose3d m, Tensor x) => Show(nameof(ConvTranspose3d), m, Reduces(m)
        ? functional.conv_transpose3d(Low(x), Low(m.weight), Low(m.bias), m.stride, m.padding, m.output_padding, m.dilation, m.groups)
        : m.call(x));

    /// <summary>Whether the layer runs in bfloat16: its padding must be what the functional form takes.</summary>
    private bool Reduces(Convolution m) => _bfloat16 && m is { padding: not null, padding_mode: PaddingModes.Zeros };

    /// <summary>
    /// The taps' sampling grids are stacked along the height, so that one grid sample gives [N,C·K,H',W'] (K = kh·kw), and a 1×1
    /// convolution with the weight read as [O,C·K] does the sums.
    /// </summary>
    public Tensor DeformConv2d(DeformConv2d m, Tensor x, Tensor offset, Tensor mask)
    {
        long batch = offset.shape[0], rows = offset.shape[2], columns = offset.shape[3], taps = m.Taps;
        m.Check(x.shape, offset.shape, mask.shape);
        Tensor shift = offset.reshape(batch, taps, 2, rows, columns);
        Tensor y = Positions(m.Taps, m.kernel_size[1], 0, m.stride[0], m.padding[0], m.dilation[0], rows, x).view(1, taps, rows, 1) + shift.select(2, 0);
        Tensor q = Positions(m.Taps, m.kernel_size[1], 1, m.stride[1], m.padding[1], m.dilation[1], columns, x).view(1, taps, 1, columns) + shift.select(2, 1);
        Tensor grid = stack([Unit(q, x.shape[3]), Unit(y, x.shape[2])], -1).reshape(batch, taps * rows, columns, 2);
        Tensor sampled = functional.grid_sample(x, grid, align_corners: true).reshape(batch, m.in_channels, taps, rows, columns);
        Tensor weighted = (sampled * mask.unsqueeze(1)).reshape(batch, m.in_channels * taps, rows, columns);
        Tensor kernel = m.weight.reshape(m.out_channels, m.in_channels * taps, 1, 1);
        return Show(nameof(DeformConv2d), m, functional.conv2d(weighted, kernel, m.bias));
    }

    /// <summary>Row (axis 0) or column (axis 1) that tap k reads for output position p, without its offset: [K,P].</summary>
    private static Tensor Positions(long taps, long kernelWidth, int axis, long stride, long padding, long dilation, long size, Tensor like)
    {
        double[] values = new double[taps * size];
        for (long k = 0; k < taps; k++)
        {
            long tap = axis == 0 ? k / kernelWidth : k % kernelWidth;
            for (long p = 0; p < size; p++)
            {
                values[(k * size) + p] = (p * stride) - padding + (tap * dilation);
            }
        }
        return tensor(values, [taps, size], dtype: like.dtype, device: like.device);
    }

    /// <summary>Pixels to [−1, 1], where ±1 are the centres of the outermost pixels.</summary>
    private static Tensor Unit(Tensor pixels, long size) => (pixels * (2.0 / (size - 1))) - 1.0;
}
