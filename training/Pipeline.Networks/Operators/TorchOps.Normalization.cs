using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Networks;

public sealed partial class TorchOps
{
    /// <inheritdoc/>
    public Tensor BatchNorm2d(BatchNorm2d m, Tensor x) => Show(nameof(BatchNorm2d), m, m.call(x));
}
