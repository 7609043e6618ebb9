using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace TorchSharp.Modules;

/// <summary>Convolution over [N, C, D, H, W] or [C, D, H, W].</summary>
public sealed class Conv3d : Convolution
{
    internal Conv3d(long in_channels, long out_channels, (long, long, long) kernel_size, (long, long, long) stride, (long, long, long)? padding, Padding? padding_type, (long, long, long) dilation, long groups, bool bias, PaddingModes padding_mode, Device? device, ScalarType? dtype)
        : base(nameof(Conv3d), in_channels, out_channels, Sizes.List(kernel_size), Sizes.List(stride), Sizes.List(padding), padding_type, Sizes.List(dilation), false, [0, 0, 0], groups, bias, padding_mode, device, dtype) { }

    public override Tensor forward(Tensor input)
    {
        RequireShape(input, 3);
        if (padding_mode != PaddingModes.Zeros)
        {
            using var padded = F.pad(input, _reversed_padding_repeated_twice, padding_mode);
            return F.conv3d(padded, weight, bias, stride, [0, 0, 0], dilation, groups);
        }

        return padding_type is { } type
            ? F.conv3d_padding(input, weight, bias, stride, type, dilation, groups)
            : F.conv3d(input, weight, bias, stride, padding, dilation, groups);
    }
}
