using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Networks;

public sealed partial class TorchOps
{
    /// <inheritdoc/>
    public Tensor Parameter(Parameter p) => p;
}
