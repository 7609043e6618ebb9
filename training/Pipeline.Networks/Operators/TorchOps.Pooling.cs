using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pipeline.Networks;

public sealed partial class TorchOps
{
    /// <inheritdoc/>
    public Tensor MaxPool2d(Tensor x, int kernel, int stride, int padding = 0) =>
        Show(nameof(MaxPool2d), null, functional.max_pool2d(x, kernel, stride, padding));

    /// <inheritdoc/>
    public Tensor MaxPool3d(Tensor x, int kernel, int stride, int padding = 0) =>
        Show(nameof(MaxPool3d), null, functional.max_pool3d(x, [kernel, kernel, kernel], [stride, stride, stride], [padding, padding, padding]));

    /// <inheritdoc/>
    public Tensor AvgPool2d(Tensor x, int kernel, int stride, int padding = 0) =>
        Show(nameof(AvgPool2d), null, functional.avg_pool2d(x, kernel, stride, padding));

    /// <inheritdoc/>
    public Tensor AvgPool3d(Tensor x, int kernel, int stride, int padding = 0) =>
        Show(nameof(AvgPool3d), null, functional.avg_pool3d(x, [kernel, kernel, kernel], [stride, stride, stride], [padding, padding, padding]));

    /// <inheritdoc/>
    public Tensor GlobalAvgPool(Tensor x) => Show(nameof(GlobalAvgPool), null, x.mean(SpatialAxes(x), keepdim: true));

    /// <inheritdoc/>
    public Tensor GlobalMaxPool(Tensor x) => Show(nameof(GlobalMaxPool), null, Largest(x, SpatialAxes(x)));

    /// <inheritdoc/>
    public Tensor AdaptiveAvgPool2d(Tensor x, int height, int width) =>
        Show(nameof(AdaptiveAvgPool2d), null, functional.adaptive_avg_pool2d(x, [height, width]));

    private static long[] SpatialAxes(Tensor x) => [.. Enumerable.Range(2, (int)x.ndim - 2).Select(axis => (long)axis)];
}
