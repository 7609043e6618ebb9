using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Modules;

/// <summary>Transposed convolution over [N, C, D, H, W] or [C, D, H, W].</summary>
public sealed class ConvTranspose3d : ConvolutionTranspose
{
    internal ConvTranspose3d(long in_channels, long out_channels, (long, long, long) kernel_size, (long, long, long) stride, (long, long, long) padding, (long, long, long) dilation, (long, long, long) output_padding, long groups, bool bias, PaddingModes padding_mode, Device? device, ScalarType? dtype)
        : base(nameof(ConvTranspose3d), in_channels, out_channels, Sizes.List(kernel_size), Sizes.List(stride), Sizes.List(padding), null, Sizes.List(dilation), true, Sizes.List(output_padding), groups, bias, padding_mode, device, dtype) { }

    public override Tensor forward(Tensor input, long[]? output_size)
    {
        RequireShape(input, 3);
        var extra = _output_padding(input, output_size, kernel_size, stride, padding!, dilation, 3);
        return F.conv_transpose3d(input, weight, bias, stride, padding, extra, dilation, groups);
    }
}
