using TorchSharp.Modules;

namespace Pipeline.Export;

public sealed partial class ReferenceOps
{
    /// <summary>y[n,o,p,q] = b[o] + Σ W[o,c,i,j] · x[n, group(o)·I + c, p·s − pad + i·d, q·s − pad + j·d], zero outside.</summary>
    public ReferenceTensor Conv2d(Conv2d m, ReferenceTensor x)
    {
        int[] kernel = Pair(m.kernel_size), stride = Pair(m.stride), padding = Pair(m.padding ?? [0]), dilation = Pair(m.dilation);
        int batch = x.Shape[0], channels = x.Shape[1], height = x.Shape[2], width = x.Shape[3];
        int outputs = (int)m.out_channels, perGroup = channels / (int)m.groups, outputsPerGroup = outputs / (int)m.groups;
        int rows = Windows(height, kernel[0], stride[0], padding[0], dilation[0]);
        int columns = Windows(width, kernel[1], stride[1], padding[1], dilation[1]);
        double[] weight = TensorValues.Doubles(m.weight), bias = m.bias is null ? new double[outputs] : TensorValues.Doubles(m.bias);
        ReferenceTensor y = ReferenceTensor.Zeros(batch, outputs, rows, columns);
        for (int n = 0; n < batch; n++)
        {
            for (int o = 0; o < outputs; o++)
            {
                Span<double> plane = y.Data.AsSpan(((n * outputs) + o) * rows * columns, rows * columns);
                plane.Fill(bias[o]);
                for (int c = 0; c < perGroup; c++)
                {
                    int channel = (o / outputsPerGroup * perGroup) + c;
                    ReadOnlySpan<double> source = x.Data.AsSpan(((n * channels) + channel) * height * width, height * width);
                    ReadOnlySpan<double> taps = weight.AsSpan(((o * perGroup) + c) * kernel[0] * kernel[1], kernel[0] * kernel[1]);
                    for (int i = 0; i < kernel[0]; i++)
                    {
                        for (int j = 0; j < kernel[1]; j++)
                        {
                            AddTap(source, width, taps[(i * kernel[1]) + j], (i * dilation[0]) - padding[0], (j * dilation[1]) - padding[1],
                                stride, plane, columns);
                        }
                    }
                }
            }
        }
        return Show(nameof(Conv2d), m, y);
    }

    /// <summary>plane[p,q] += tap · source[p·s + shiftY, q·s + shiftX] wherever that lies inside the source.</summary>
    private static void AddTap(
        ReadOnlySpan<double> source, int width, double tap, int shiftY, int shiftX, int[] stride, Span<double> plane, int columns)
    {
        int height = source.Length / width, rows = plane.Length / columns;
        for (int p = 0; p < rows; p++)
        {
            int y = (p * stride[0]) + shiftY;
            if (y < 0 || y >= height)
            {
                continue;
            }
            for (int q = 0; q < columns; q++)
            {
                int x = (q * stride[1]) + shiftX;
                if (x >= 0 && x < width)
                {
                    plane[(p * columns) + q] += tap * source[(y * width) + x];
                }
            }
        }
    }

    private static int Windows(int size, int kernel, int stride, int padding, int dilation) =>
        ((size + (2 * padding) - (dilation * (kernel - 1)) - 1) / stride) + 1;
}
