using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Export;

public sealed partial class GraphOps
{
    /// <inheritdoc/>
    public Value BatchNorm2d(BatchNorm2d m, Value x) => ByRunningStatistics(_names.Next(nameof(BatchNorm2d), m), m, x);

    /// <inheritdoc/>
    public Value BatchNorm3d(BatchNorm3d m, Value x) => ByRunningStatistics(_names.Next(nameof(BatchNorm3d), m), m, x);

    /// <inheritdoc/>
    public Value InstanceNorm2d(InstanceNorm2d m, Value x) => ByInstance(_names.Next(nameof(InstanceNorm2d), m), m, x);

    /// <inheritdoc/>
    public Value InstanceNorm3d(InstanceNorm3d m, Value x) => ByInstance(_names.Next(nameof(InstanceNorm3d), m), m, x);

    /// <summary>
    /// The channels of a group become one axis, which InstanceNormalization normalises; then weight and bias per channel. (ONNX's own
    /// GroupNormalization took weights per group until opset 21.)
    /// </summary>
    public Value GroupNorm(GroupNorm m, Value x)
    {
        string layer = _names.Next(nameof(GroupNorm), m);
        using DisposeScope scope = NewDisposeScope();
        long groups = m.num_groups, channels = x.Shape[1].Value ?? throw new ExportException(layer, $"found {x}, expected a known number of channels.");
        Dim rest = Product(x.Shape.Skip(1), groups);
        Value grouped = Emit(layer, "Reshape", [x.Name, Constant("shape", [0L, groups, -1])], [x.Shape[0], Dim.Fixed(groups), rest], part: "groups");
        string scale = Constant($"ones_{groups}", [groups], [.. Enumerable.Repeat(1f, (int)groups)]), shift = Constant($"zeros_{groups}", [groups], new float[groups]);
        Value normalised = Emit(layer, "InstanceNormalization", [grouped.Name, scale, shift], grouped.Shape,
            [("epsilon", NodeAttribute.Of((float)m.eps))], part: "normalised");
        Value shape = Sizes(layer, x, 0, x.Shape.Count, "shape");
        Value back = Emit(layer, "Reshape", [normalised.Name, shape.Name], x.Shape, part: m.weight is null ? null : "channels");
        if (m.weight is null)
        {
            return back;
        }
        long[] perChannel = [channels, .. Enumerable.Repeat(1L, x.Shape.Count - 2)];
        Value scaled = Emit(layer, "Mul", [back.Name, Weight(m, "weight", m.weight, perChannel)], x.Shape, part: "scaled");
        return Emit(layer, "Add", [scaled.Name, Weight(m, "bias", m.bias!, perChannel)], x.Shape);
    }

    /// <inheritdoc/>
    public Value LayerNorm(LayerNorm m, Value x)
    {
        string layer = _names.Next(nameof(LayerNorm), m);
        RequireOpset(layer, "LayerNormalization", 17);
        using DisposeScope scope = NewDisposeScope();
        int axes = m.normalized_shape.Length;
        if (!x.Shape.TakeLast(axes).Select(size => size.Value).SequenceEqual(m.normalized_shape.Select(size => (long?)size)))
        {
            throw new ExportException(layer, $"found {x}, expected the last sizes {string.Join('×', m.normalized_shape)}.");
        }
        List<string> inputs = [x.Name, Weight(m, "weight", m.weight ?? ones(m.normalized_shape))];
        if (m.bias is not null)
        {
            inputs.Add(Weight(m, "bias", m.bias));
        }
        return Emit(layer, "LayerNormalization", inputs, x.Shape, [("axis", NodeAttribute.Of(-axes)), ("epsilon", NodeAttribute.Of((float)m.eps))]);
    }

    private Value ByRunningStatistics(string layer, NormBase m, Value x)
    {
        if (m.training || m.running_mean is null || m.running_var is null)
        {
            throw new ExportException(layer, m.training
                ? "batch norm is in training mode; call eval() on the network before exporting."
                : "batch norm keeps no running statistics; build it with track_running_stats: true.");
        }
        using DisposeScope scope = NewDisposeScope();
        string[] inputs = [x.Name, .. Affine(m), Weight(m, "running_mean", m.running_mean), Weight(m, "running_var", m.running_var)];
        return Emit(layer, "BatchNormalization", inputs, x.Shape, [("epsilon", NodeAttribute.Of((float)m.eps))]);
    }

    private Value ByInstance(string layer, NormBase m, Value x)
    {
        if (m.track_running_stats)
        {
            return ByRunningStatistics(layer, m, x);
        }
        using DisposeScope scope = NewDisposeScope();
        return Emit(layer, "InstanceNormalization", [x.Name, .. Affine(m)], x.Shape, [("epsilon", NodeAttribute.Of((float)m.eps))]);
    }

    /// <summary>Weight and bias per channel; without affine parameters ones and zeros.</summary>
    private string[] Affine(NormBase m) =>
        [Weight(m, "weight", m.weight ?? ones([m.num_features])), Weight(m, "bias", m.bias ?? zeros([m.num_features]))];
}
