using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Networks;

public sealed partial class TorchOps
{
    /// <inheritdoc/>
    public Tensor Dropout(Dropout m, Tensor x) => Show(nameof(Dropout), m, m.call(x));

    /// <inheritdoc/>
    public Tensor Dropout2d(Dropout2d m, Tensor x) => Show(nameof(Dropout2d), m, m.call(x));

    /// <inheritdoc/>
    public Tensor Dropout3d(Dropout3d m, Tensor x) => Show(nameof(Dropout3d), m, m.call(x));
}
