using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What transposed convolutions share: the output size may be asked for within one stride.</summary>
public abstract class ConvolutionTranspose : Convolution
{
    protected ConvolutionTranspose(string name, long in_channels, long out_channels, long[] kernel_size, long[] stride, long[]? padding, Padding? padding_type, long[] dilation, bool transposed, long[] output_padding, long groups, bool bias, PaddingModes padding_mode, Device? device = null, ScalarType? dtype = null)
        : base(name, in_channels, out_channels, kernel_size, stride, padding, padding_type, dilation, transposed, output_padding, groups, bias, padding_mode, device, dtype) { }

    public override Tensor forward(Tensor input) => forward(input, null);

    /// <param name="output_size">Spatial sizes, or all sizes, of the wanted output; null takes <see cref="Convolution.output_padding"/>.</param>
    public abstract Tensor forward(Tensor input, long[]? output_size);

    /// <summary>The extra size at the far end of each axis that gives <paramref name="output_size"/>.</summary>
    protected long[] _output_padding(Tensor input, long[]? output_size, long[] kernel_size, long[] stride, long[] padding, long[] dilation, long num_spatial_dims)
    {
        if (output_size is null) return output_padding;
        var leading = (int)(input.ndim - num_spatial_dims);
        var wanted = output_size.Length == input.ndim ? output_size[leading..] : output_size;
        if (wanted.Length != num_spatial_dims)
            throw new ArgumentException($"{GetName()}: found output_size of {output_size.Length} numbers, expected {num_spatial_dims} or {input.ndim}.");

        var extra = new long[num_spatial_dims];
        for (var axis = 0; axis < extra.Length; axis++)
        {
            var least = (input.shape[axis + leading] - 1) * stride[axis] - 2 * padding[axis] + dilation[axis] * (kernel_size[axis] - 1) + 1;
            extra[axis] = wanted[axis] - least;
            if (extra[axis] < 0 || extra[axis] >= stride[axis])
                throw new ArgumentException($"{GetName()}: found output size {wanted[axis]} on spatial axis {axis}, expected {least} to {least + stride[axis] - 1}.");
        }

        return extra;
    }
}
