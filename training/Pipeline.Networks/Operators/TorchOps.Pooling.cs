using static TorchSharp.torch;

namespace Pipeline.Networks;

public sealed partial class TorchOps
{
    /// <inheritdoc/>
    public Tensor MaxPool2d(Tensor x, int kernel, int stride) =>
        Show(nameof(MaxPool2d), null, nn.functional.max_pool2d(x, kernel, stride));
}
