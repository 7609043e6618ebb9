using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pipeline.Networks;

public sealed partial class TorchOps
{
    /// <inheritdoc/>
    public Tensor UpsampleNearest2d(Tensor x, int scale) =>
        Show(nameof(UpsampleNearest2d), null, functional.interpolate(x, scale_factor: [scale, scale], mode: InterpolationMode.Nearest));

    /// <inheritdoc/>
    public Tensor UpsampleNearest3d(Tensor x, int scale) =>
        Show(nameof(UpsampleNearest3d), null, functional.interpolate(x, scale_factor: [scale, scale, scale], mode: InterpolationMode.Nearest));

    /// <inheritdoc/>
    public Tensor UpsampleBilinear2d(Tensor x, int scale, bool alignCorners = false) => Show(
        nameof(UpsampleBilinear2d), null,
        functional.interpolate(x, scale_factor: [scale, scale], mode: InterpolationMode.Bilinear, align_corners: alignCorners));

    /// <inheritdoc/>
    public Tensor UpsampleTrilinear3d(Tensor x, int scale, bool alignCorners = false) => Show(
        nameof(UpsampleTrilinear3d), null,
        functional.interpolate(x, scale_factor: [scale, scale, scale], mode: InterpolationMode.Trilinear, align_corners: alignCorners));

    /// <inheritdoc/>
    public Tensor ResizeLike(Tensor x, Tensor like, bool linear = false, bool alignCorners = false)
    {
        InterpolationMode mode = !linear ? InterpolationMode.Nearest : x.ndim == 5 ? InterpolationMode.Trilinear : InterpolationMode.Bilinear;
        return Show(nameof(ResizeLike), null, functional.interpolate(x, like.shape[2..], mode: mode, align_corners: linear ? alignCorners : null));
    }

    /// <inheritdoc/>
    public Tensor GridSample(Tensor x, Tensor grid, bool alignCorners = false) =>
        Show(nameof(GridSample), null, functional.grid_sample(x, grid, align_corners: alignCorners));

    /// <inheritdoc/>
    public Tensor PixelShuffle(Tensor x, int factor) => Show(nameof(PixelShuffle), null, functional.pixel_shuffle(x, factor));
}
