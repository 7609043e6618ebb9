using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Export;

public sealed partial class GraphOps
{
    /// <inheritdoc/>
    public Value BatchNorm2d(BatchNorm2d m, Value x)
    {
        string layer = _names.Next(nameof(BatchNorm2d), m);
        if (m.training || m.running_mean is null || m.running_var is null)
        {
            throw new ExportException(layer, m.training
                ? "batch norm is in training mode; call eval() on the network before exporting."
                : "batch norm keeps no running statistics; build it with track_running_stats: true.");
        }
        using DisposeScope scope = NewDisposeScope();
        Tensor weight = m.weight ?? ones([m.num_features]), bias = m.bias ?? zeros([m.num_features]);
        string[] inputs = [x.Name, Weight(m, "weight", weight), Weight(m, "bias", bias),
            Weight(m, "running_mean", m.running_mean), Weight(m, "running_var", m.running_var)];
        return Emit(layer, "BatchNormalization", inputs, x.Shape, [("epsilon", NodeAttribute.Of((float)m.eps))]);
    }
}
