namespace Pipeline.Export;

public sealed partial class ReferenceOps
{
    /// <inheritdoc/>
    public ReferenceTensor UpsampleNearest2d(ReferenceTensor x, int scale) => Show(nameof(UpsampleNearest2d), null, Nearest(x, Times(x, scale)));

    /// <inheritdoc/>
    public ReferenceTensor UpsampleNearest3d(ReferenceTensor x, int scale) => Show(nameof(UpsampleNearest3d), null, Nearest(x, Times(x, scale)));

    /// <inheritdoc/>
    public ReferenceTensor UpsampleBilinear2d(ReferenceTensor x, int scale, bool alignCorners = false) =>
        Show(nameof(UpsampleBilinear2d), null, Linear(x, Times(x, scale), alignCorners));

    /// <inheritdoc/>
    public ReferenceTensor UpsampleTrilinear3d(ReferenceTensor x, int scale, bool alignCorners = false) =>
        Show(nameof(UpsampleTrilinear3d), null, Linear(x, Times(x, scale), alignCorners));

    /// <inheritdoc/>
    public ReferenceTensor ResizeLike(ReferenceTensor x, ReferenceTensor like, bool linear = false, bool alignCorners = false) =>
        Show(nameof(ResizeLike), null, linear ? Linear(x, like.Shape[2..], alignCorners) : Nearest(x, like.Shape[2..]));

    /// <inheritdoc/>
    public ReferenceTensor GridSample(ReferenceTensor x, ReferenceTensor grid, bool alignCorners = false)
    {
        int batch = x.Shape[0], channels = x.Shape[1], axes = x.Shape.Length - 2;
        int[] size = x.Shape[2..];
        ReferenceTensor y = ReferenceTensor.Zeros([batch, channels, .. grid.Shape[1..^1]]);
        int points = ReferenceTensor.Count(y.Shape.AsSpan(2));
        double[] at = new double[axes];
        for (int i = 0; i < batch * points; i++)
        {
            for (int axis = 0; axis < axes; axis++)
            {
                double unit = grid.Data[(i * axes) + axes - 1 - axis];
                at[axis] = alignCorners ? (unit + 1) / 2 * (size[axis] - 1) : (((unit + 1) * size[axis]) - 1) / 2;
            }
            for (int c = 0; c < channels; c++)
            {
                int plane = (i / points * channels) + c;
                y.Plane(plane)[i % points] = Sample(x.Plane(plane), size, at);
            }
        }
        return Show(nameof(GridSample), null, y);
    }

    /// <inheritdoc/>
    public ReferenceTensor PixelShuffle(ReferenceTensor x, int factor)
    {
        int batch = x.Shape[0], channels = x.Shape[1] / (factor * factor), height = x.Shape[2], width = x.Shape[3];
        ReferenceTensor split = x with { Shape = [batch, channels, factor, factor, height, width] };
        return Show(nameof(PixelShuffle), null,
            split.Permute(0, 1, 4, 2, 5, 3) with { Shape = [batch, channels, height * factor, width * factor] });
    }

    private static int[] Times(ReferenceTensor x, int scale) => Array.ConvertAll(x.Shape[2..], size => size * scale);

    /// <summary>Output i reads input ⌊i · size / wanted⌋.</summary>
    private static ReferenceTensor Nearest(ReferenceTensor x, int[] wanted)
    {
        for (int axis = 2; axis < x.Shape.Length; axis++)
        {
            (int size, int count) = (x.Shape[axis], wanted[axis - 2]);
            x = x.Take(axis, [.. Enumerable.Range(0, count).Select(i => i * size / count)]);
        }
        return x;
    }

    /// <summary>Axis by axis: output i lies at input position i·(size − 1)/(wanted − 1) or (i + ½)·size/wanted − ½, kept inside.</summary>
    private static ReferenceTensor Linear(ReferenceTensor x, int[] wanted, bool alignCorners)
    {
        for (int axis = 2; axis < x.Shape.Length; axis++)
        {
            (int size, int count) = (x.Shape[axis], wanted[axis - 2]);
            x = x.Mix(axis, [.. Enumerable.Range(0, count).Select(i =>
            {
                double at = Math.Clamp(alignCorners ? (double)i * (size - 1) / Math.Max(1, count - 1) : ((i + 0.5) * size / count) - 0.5, 0, size - 1);
                int low = (int)at;
                return new[] { (low, 1 - at + low), (Math.Min(low + 1, size - 1), at - low) };
            })]);
        }
        return x;
    }

    /// <summary>The image linearly between its pixels at one position, one number per axis; neighbours outside count as 0.</summary>
    private static double Sample(ReadOnlySpan<double> image, ReadOnlySpan<int> size, ReadOnlySpan<double> at)
    {
        double sum = 0;
        for (int corner = 0; corner < 1 << size.Length; corner++)
        {
            double weight = 1;
            int pixel = 0;
            for (int axis = 0; axis < size.Length; axis++)
            {
                double low = Math.Floor(at[axis]);
                int upper = (corner >> axis) & 1;
                double index = low + upper;
                weight *= index < 0 || index >= size[axis] ? 0 : upper == 1 ? at[axis] - low : 1 - at[axis] + low;
                pixel = (pixel * size[axis]) + (int)Math.Clamp(index, 0, size[axis] - 1);
            }
            sum += weight * image[pixel];
        }
        return sum;
    }
}
