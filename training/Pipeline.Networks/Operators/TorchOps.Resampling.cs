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
        InterpolationMode mode = x.ndim == 5 ? InterpolationMode.Trilinear : InterpolationMode.Bilinear;
        return Show(nameof(ResizeLike), null, linear
            ? functional.interpolate(x, like.shape[2..], mode: mode, align_corners: alignCorners)
            : Nearest(x, like.shape));
    }

    // Torch's own nearest mode computes i · size / wanted in single precision: at 26 → 22 it reads the pixel before the right one.
    private static Tensor Nearest(Tensor x, long[] wanted)
    {
        for (int axis = 2; axis < wanted.Length; axis++)
        {
            long size = x.shape[axis], count = wanted[axis];
            x = x.index_select(axis, tensor([.. Enumerable.Range(0, (int)count).Select(i => i * size / count)], device: x.device));
        }
        return x;
    }

    /// <inheritdoc/>
    public Tensor GridSample(Tensor x, Tensor grid, bool alignCorners = false) =>
        Show(nameof(GridSample), null, functional.grid_sample(x, grid, align_corners: alignCorners));

    /// <inheritdoc/>
    public Tensor PixelShuffle(Tensor x, int factor) => Show(nameof(PixelShuffle), null, functional.pixel_shuffle(x, factor));
}
