using Pipeline.Networks;
using TorchSharp;
using TorchSharp.Modules;

namespace Pipeline.Export;

public sealed partial class ReferenceOps
{
    /// <inheritdoc/>
    public ReferenceTensor Conv2d(Conv2d m, ReferenceTensor x) => Convolution(nameof(Conv2d), m, x);

    /// <inheritdoc/>
    public ReferenceTensor Conv3d(Conv3d m, ReferenceTensor x) => Convolution(nameof(Conv3d), m, x);

    /// <inheritdoc/>
    public ReferenceTensor ConvTranspose2d(ConvTranspose2d m, ReferenceTensor x) => Transposed(nameof(ConvTranspose2d), m, x);

    /// <inheritdoc/>
    public ReferenceTensor ConvTranspose3d(ConvTranspose3d m, ReferenceTensor x) => Transposed(nameof(ConvTranspose3d), m, x);

    /// <inheritdoc/>
    public ReferenceTensor DeformConv2d(DeformConv2d m, ReferenceTensor x, ReferenceTensor offset, ReferenceTensor mask)
    {
        m.Check(Longs(x.Shape), Longs(offset.Shape), Longs(mask.Shape));
        int batch = x.Shape[0], channels = x.Shape[1], outputs = (int)m.out_channels, taps = (int)m.Taps;
        int rows = offset.Shape[2], columns = offset.Shape[3];
        int[] size = x.Shape[2..];
        double[] weight = TensorValues.Doubles(m.weight);
        ReferenceTensor y = ReferenceTensor.Zeros(batch, outputs, rows, columns);
        for (int n = 0; n < batch; n++)
        {
            for (int k = 0; k < taps; k++)
            {
                long row = k / m.kernel_size[1] * m.dilation[0], column = k % m.kernel_size[1] * m.dilation[1];
                ReadOnlySpan<double> dy = offset.Plane((((n * taps) + k) * 2) + 0), dx = offset.Plane((((n * taps) + k) * 2) + 1);
                ReadOnlySpan<double> strength = mask.Plane((n * taps) + k);
                for (int p = 0; p < rows * columns; p++)
                {
                    double atY = (p / columns * m.stride[0]) - m.padding[0] + row + dy[p];
                    double atX = (p % columns * m.stride[1]) - m.padding[1] + column + dx[p];
                    for (int c = 0; c < channels; c++)
                    {
                        double value = strength[p] * Sample(x.Plane((n * channels) + c), size, [atY, atX]);
                        for (int o = 0; o < outputs; o++)
                        {
                            y.Plane((n * outputs) + o)[p] += weight[(((o * channels) + c) * taps) + k] * value;
                        }
                    }
                }
            }
        }
        return Show(nameof(DeformConv2d), m, Shifted(y, m.bias));
    }

    /// <summary>y[n,o,p] = b[o] + Σ W[o,c,k] · x[n, group(o)·I + c, p·s − pad + k·d], zero outside.</summary>
    private ReferenceTensor Convolution(string operatorName, Convolution m, ReferenceTensor x)
    {
        int axes = x.Shape.Length - 2, batch = x.Shape[0], channels = x.Shape[1];
        int outputs = (int)m.out_channels, perGroup = channels / (int)m.groups, outputsPerGroup = outputs / (int)m.groups;
        SlidingWindows windows = SlidingWindows.Over(
            x.Shape[2..], Sizes(m.kernel_size, axes), Sizes(m.stride, axes), ZeroPadding(m, axes), Sizes(m.dilation, axes));
        double[] weight = TensorValues.Doubles(m.weight);
        int taps = weight.Length / (outputs * perGroup);
        ReferenceTensor y = ReferenceTensor.Zeros([batch, outputs, .. windows.Windows]);
        foreach ((int tap, (int Window, int Pixel)[] pairs) in windows.Taps().Index())
        {
            for (int i = 0; i < batch * outputs * perGroup; i++)
            {
                int n = i / (outputs * perGroup), o = i / perGroup % outputs, c = i % perGroup;
                ReadOnlySpan<double> source = x.Plane((n * channels) + (o / outputsPerGroup * perGroup) + c);
                Span<double> target = y.Plane((n * outputs) + o);
                double w = weight[(((o * perGroup) + c) * taps) + tap];
                foreach ((int window, int pixel) in pairs)
                {
                    target[window] += w * source[pixel];
                }
            }
        }
        return Show(operatorName, m, Shifted(y, m.bias));
    }

    /// <summary>y[n, group(c)·O + o, p·s − pad + k·d] += W[c,o,k] · x[n,c,p], then + b[o].</summary>
    private ReferenceTensor Transposed(string operatorName, Convolution m, ReferenceTensor x)
    {
        int axes = x.Shape.Length - 2, batch = x.Shape[0], channels = x.Shape[1];
        int outputs = (int)m.out_channels, perGroup = channels / (int)m.groups, outputsPerGroup = outputs / (int)m.groups;
        int[] kernel = Sizes(m.kernel_size, axes), stride = Sizes(m.stride, axes), padding = ZeroPadding(m, axes);
        int[] dilation = Sizes(m.dilation, axes), extra = Sizes(m.output_padding, axes);
        int[] pixels = [.. x.Shape[2..].Select((size, i) =>
            ((size - 1) * stride[i]) - (2 * padding[i]) + (dilation[i] * (kernel[i] - 1)) + extra[i] + 1)];
        double[] weight = TensorValues.Doubles(m.weight);
        int taps = weight.Length / (channels * outputsPerGroup);
        ReferenceTensor y = ReferenceTensor.Zeros([batch, outputs, .. pixels]);
        SlidingWindows windows = new(pixels, x.Shape[2..], kernel, stride, padding, dilation);
        foreach ((int tap, (int Window, int Pixel)[] pairs) in windows.Taps().Index())
        {
            for (int i = 0; i < batch * channels * outputsPerGroup; i++)
            {
                int n = i / (channels * outputsPerGroup), c = i / outputsPerGroup % channels, o = i % outputsPerGroup;
                ReadOnlySpan<double> source = x.Plane((n * channels) + c);
                Span<double> target = y.Plane((n * outputs) + (c / perGroup * outputsPerGroup) + o);
                double w = weight[(((c * outputsPerGroup) + o) * taps) + tap];
                foreach ((int window, int pixel) in pairs)
                {
                    target[pixel] += w * source[window];
                }
            }
        }
        return Show(operatorName, m, Shifted(y, m.bias));
    }

    private static ReferenceTensor Shifted(ReferenceTensor y, torch.Tensor? bias)
    {
        if (bias is not null)
        {
            double[] b = TensorValues.Doubles(bias);
            for (int plane = 0; plane < y.Shape[0] * y.Shape[1]; plane++)
            {
                foreach (ref double value in y.Plane(plane))
                {
                    value += b[plane % b.Length];
                }
            }
        }
        return y;
    }

    private int[] ZeroPadding(Convolution m, int axes) => m.padding_mode == PaddingModes.Zeros && m.padding is { } padding
        ? Sizes(padding, axes)
        : throw new ExportException(_names.PathOf(m),
            $"found padding mode {m.padding_mode}, type {m.padding_type?.ToString() ?? "numbers"}; only zero padding given in numbers is known.");

    private static int[] Sizes(long[] values, int axes) =>
        values.Length == 1 ? [.. Enumerable.Repeat((int)values[0], axes)] : Array.ConvertAll(values, value => (int)value);

    private static long[] Longs(int[] shape) => Array.ConvertAll(shape, size => (long)size);
}
