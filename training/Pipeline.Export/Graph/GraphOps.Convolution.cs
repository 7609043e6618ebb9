using TorchSharp;
using TorchSharp.Modules;

namespace Pipeline.Export;

public sealed partial class GraphOps
{
    /// <inheritdoc/>
    public Value Conv2d(Conv2d m, Value x)
    {
        string layer = _names.Next(nameof(Conv2d), m);
        if (m.padding_mode != PaddingModes.Zeros || m.padding_type is not null)
        {
            throw new ExportException(layer,
                $"found padding mode {m.padding_mode}, type {m.padding_type?.ToString() ?? "numbers"}; only zero padding given in numbers is exported.");
        }
        if (x.Shape[1].Value != m.in_channels)
        {
            throw new ExportException(layer, $"found input {x}, expected {m.in_channels} channels.");
        }
        long[] kernel = Pair(m.kernel_size), stride = Pair(m.stride), padding = Pair(m.padding ?? [0]), dilation = Pair(m.dilation);
        Dim[] shape = [x.Shape[0], Dim.Fixed(m.out_channels),
            .. Enumerable.Range(0, 2).Select(i => x.Shape[i + 2].Windows((dilation[i] * (kernel[i] - 1)) + 1, stride[i], 2 * padding[i]))];
        List<string> inputs = [x.Name, Weight(m, "weight", m.weight)];
        if (m.bias is not null)
        {
            inputs.Add(Weight(m, "bias", m.bias));
        }
        return Emit(layer, "Conv", inputs, shape,
        [
            ("dilations", NodeAttribute.Of(dilation)), ("group", NodeAttribute.Of(m.groups)), ("kernel_shape", NodeAttribute.Of(kernel)),
            ("pads", NodeAttribute.Of([.. padding, .. padding])), ("strides", NodeAttribute.Of(stride)),
        ]);
    }
}
