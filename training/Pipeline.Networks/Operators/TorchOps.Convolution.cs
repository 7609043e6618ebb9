using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Networks;

public sealed partial class TorchOps
{
    /// <inheritdoc/>
    public Tensor Conv2d(Conv2d m, Tensor x) => Show(nameof(Conv2d), m, m.call(x));
}
