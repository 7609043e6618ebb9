using static TorchSharp.torch;

namespace Pipeline.Networks;

public sealed partial class TorchOps
{
    /// <inheritdoc/>
    public Tensor UpsampleNearest2d(Tensor x, int scale) => Show(
        nameof(UpsampleNearest2d), null,
        nn.functional.interpolate(x, scale_factor: [scale, scale], mode: InterpolationMode.Nearest));
}
