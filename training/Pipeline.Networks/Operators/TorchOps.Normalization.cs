using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Networks;

public sealed partial class TorchOps
{
    /// <inheritdoc/>
    public Tensor BatchNorm2d(BatchNorm2d m, Tensor x) => Show(nameof(BatchNorm2d), m, m.call(x));

    /// <inheritdoc/>
    public Tensor BatchNorm3d(BatchNorm3d m, Tensor x) => Show(nameof(BatchNorm3d), m, m.call(x));

    /// <inheritdoc/>
    public Tensor InstanceNorm2d(InstanceNorm2d m, Tensor x) => Show(nameof(InstanceNorm2d), m, m.call(x));

    /// <inheritdoc/>
    public Tensor InstanceNorm3d(InstanceNorm3d m, Tensor x) => Show(nameof(InstanceNorm3d), m, m.call(x));

    /// <inheritdoc/>
    public Tensor GroupNorm(GroupNorm m, Tensor x) => Show(nameof(GroupNorm), m, m.call(x));

    /// <inheritdoc/>
    public Tensor LayerNorm(LayerNorm m, Tensor x) => Show(nameof(LayerNorm), m, m.call(x));
}
