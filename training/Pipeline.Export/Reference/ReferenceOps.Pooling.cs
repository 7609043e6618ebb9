namespace Pipeline.Export;

public sealed partial class ReferenceOps
{
    /// <inheritdoc/>
    public ReferenceTensor MaxPool2d(ReferenceTensor x, int kernel, int stride, int padding = 0) =>
        Show(nameof(MaxPool2d), null, Pooled(x, kernel, stride, padding, double.NegativeInfinity, Math.Max));

    /// <inheritdoc/>
    public ReferenceTensor MaxPool3d(ReferenceTensor x, int kernel, int stride, int padding = 0) =>
        Show(nameof(MaxPool3d), null, Pooled(x, kernel, stride, padding, double.NegativeInfinity, Math.Max));

    /// <inheritdoc/>
    public ReferenceTensor AvgPool2d(ReferenceTensor x, int kernel, int stride, int padding = 0) =>
        Show(nameof(AvgPool2d), null, Pooled(x, kernel, stride, padding, 0, (sum, value) => sum + (value / (kernel * kernel))));

    /// <inheritdoc/>
    public ReferenceTensor AvgPool3d(ReferenceTensor x, int kernel, int stride, int padding = 0) =>
        Show(nameof(AvgPool3d), null, Pooled(x, kernel, stride, padding, 0, (sum, value) => sum + (value / (kernel * kernel * kernel))));

    /// <inheritdoc/>
    public ReferenceTensor GlobalAvgPool(ReferenceTensor x) =>
        Show(nameof(GlobalAvgPool), null, Reduced(x, Enumerable.Range(2, x.Shape.Length - 2), Enumerable.Average));

    /// <inheritdoc/>
    public ReferenceTensor GlobalMaxPool(ReferenceTensor x) =>
        Show(nameof(GlobalMaxPool), null, Reduced(x, Enumerable.Range(2, x.Shape.Length - 2), Enumerable.Max));

    /// <inheritdoc/>
    public ReferenceTensor AdaptiveAvgPool2d(ReferenceTensor x, int height, int width) =>
        Show(nameof(AdaptiveAvgPool2d), null, x.Mix(2, Means(x.Shape[2], height)).Mix(3, Means(x.Shape[3], width)));

    /// <summary>Per output the pixels from ⌊i·size/count⌋ to ⌈(i+1)·size/count⌉, all with the same weight.</summary>
    private static (int Index, double Weight)[][] Means(int size, int count) => [.. Enumerable.Range(0, count).Select(i =>
    {
        int first = i * size / count, end = (((i + 1) * size) + count - 1) / count;
        return Enumerable.Range(first, end - first).Select(index => (index, 1.0 / (end - first))).ToArray();
    })];

    private static ReferenceTensor Pooled(
        ReferenceTensor x, int kernel, int stride, int padding, double start, Func<double, double, double> join)
    {
        int axes = x.Shape.Length - 2;
        SlidingWindows windows = SlidingWindows.Over(
            x.Shape[2..], Sizes([kernel], axes), Sizes([stride], axes), Sizes([padding], axes), Sizes([1], axes));
        ReferenceTensor y = ReferenceTensor.Zeros([.. x.Shape[..2], .. windows.Windows]);
        y.Data.AsSpan().Fill(start);
        foreach ((int Window, int Pixel)[] pairs in windows.Taps())
        {
            for (int plane = 0; plane < x.Shape[0] * x.Shape[1]; plane++)
            {
                Span<double> source = x.Plane(plane), target = y.Plane(plane);
                foreach ((int window, int pixel) in pairs)
                {
                    target[window] = join(target[window], source[pixel]);
                }
            }
        }
        return y;
    }
}
