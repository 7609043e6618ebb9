using TorchSharp;
using TorchSharp.Modules;

namespace Pipeline.Export;

public sealed partial class GraphOps
{
    /// <inheritdoc/>
    public Value Conv2d(Conv2d m, Value x) => Convolve(_names.Next(nameof(Conv2d), m), m, x);

    /// <inheritdoc/>
    public Value Conv3d(Conv3d m, Value x) => Convolve(_names.Next(nameof(Conv3d), m), m, x);

    /// <inheritdoc/>
    public Value ConvTranspose2d(ConvTranspose2d m, Value x) => Transposed(_names.Next(nameof(ConvTranspose2d), m), m, x);

    /// <inheritdoc/>
    public Value ConvTranspose3d(ConvTranspose3d m, Value x) => Transposed(_names.Next(nameof(ConvTranspose3d), m), m, x);

    private Value Convolve(string layer, Convolution m, Value x)
    {
        (long[] kernel, long[] stride, long[] padding, long[] dilation) = Window(layer, m, x);
        Dim[] spatial = [.. kernel.Select((size, i) => x.Shape[i + 2].Windows((dilation[i] * (size - 1)) + 1, stride[i], 2 * padding[i]))];
        return Emit(layer, "Conv", WithBias(m, x), [x.Shape[0], Dim.Fixed(m.out_channels), .. spatial],
        [
            ("dilations", NodeAttribute.Of(dilation)), ("group", NodeAttribute.Of(m.groups)), ("kernel_shape", NodeAttribute.Of(kernel)),
            ("pads", NodeAttribute.Of([.. padding, .. padding])), ("strides", NodeAttribute.Of(stride)),
        ]);
    }

    private Value Transposed(string layer, Convolution m, Value x)
    {
        (long[] kernel, long[] stride, long[] padding, long[] dilation) = Window(layer, m, x);
        long[] extra = Repeat(m.output_padding ?? [0], kernel.Length);
        Dim[] spatial = [.. kernel.Select((size, i) => x.Shape[i + 2].Times(stride[i])
            .Plus(Dim.Fixed((dilation[i] * (size - 1)) + extra[i] + 1 - stride[i] - (2 * padding[i]))))];
        return Emit(layer, "ConvTranspose", WithBias(m, x), [x.Shape[0], Dim.Fixed(m.out_channels), .. spatial],
        [
            ("dilations", NodeAttribute.Of(dilation)), ("group", NodeAttribute.Of(m.groups)), ("kernel_shape", NodeAttribute.Of(kernel)),
            ("output_padding", NodeAttribute.Of(extra)), ("pads", NodeAttribute.Of([.. padding, .. padding])), ("strides", NodeAttribute.Of(stride)),
        ]);
    }

    private static (long[] Kernel, long[] Stride, long[] Padding, long[] Dilation) Window(string layer, Convolution m, Value x)
    {
        if (m.padding_mode != PaddingModes.Zeros || m.padding_type is not null)
        {
            throw new ExportException(layer,
                $"found padding mode {m.padding_mode}, type {m.padding_type?.ToString() ?? "numbers"}; only zero padding given in numbers is exported.");
        }
        if (x.Shape[1].Value != m.in_channels)
        {
            throw new ExportException(layer, $"found input {x}, expected {m.in_channels} channels.");
        }
        int axes = x.Shape.Count - 2;
        return (Repeat(m.kernel_size, axes), Repeat(m.stride, axes), Repeat(m.padding ?? [0], axes), Repeat(m.dilation, axes));
    }

    private List<string> WithBias(Convolution m, Value x)
    {
        List<string> inputs = [x.Name, Weight(m, "weight", m.weight)];
        if (m.bias is not null)
        {
            inputs.Add(Weight(m, "bias", m.bias));
        }
        return inputs;
    }

    private static long[] Repeat(long[] values, int axes) => values.Length == 1 ? [.. Enumerable.Repeat(values[0], axes)] : values;
}
