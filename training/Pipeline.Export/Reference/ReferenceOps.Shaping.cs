using Pipeline.Networks;

namespace Pipeline.Export;

public sealed partial class ReferenceOps
{
    /// <inheritdoc/>
    public ReferenceTensor Pad(ReferenceTensor x, ReadOnlySpan<int> borders, PadMode mode = PadMode.Constant, double value = 0) =>
        Show(nameof(Pad), null, Bordered(x, borders, mode, value));

    /// <inheritdoc/>
    public ReferenceTensor PadLike(ReferenceTensor x, ReferenceTensor like)
    {
        List<int> borders = [];
        for (int axis = x.Shape.Length - 1; axis >= 2; axis--)
        {
            int missing = like.Shape[axis] - x.Shape[axis];
            borders.AddRange([missing / 2, missing - (missing / 2)]);
        }
        return Show(nameof(PadLike), null, Bordered(x, [.. borders], PadMode.Constant, 0));
    }

    /// <inheritdoc/>
    public ReferenceTensor Crop(ReferenceTensor x, ReadOnlySpan<int> borders)
    {
        for (int i = 0; i < borders.Length; i += 2)
        {
            int axis = x.Shape.Length - 1 - (i / 2);
            x = x.Take(axis, [.. Enumerable.Range(borders[i], x.Shape[axis] - borders[i] - borders[i + 1])]);
        }
        return Show(nameof(Crop), null, x);
    }

    /// <inheritdoc/>
    public ReferenceTensor Slice(ReferenceTensor x, int axis, int start, int end = int.MaxValue)
    {
        axis = x.Axis(axis);
        int size = x.Shape[axis];
        int first = Math.Clamp(start < 0 ? start + size : start, 0, size), last = Math.Clamp(end < 0 ? end + size : end, first, size);
        return Show(nameof(Slice), null, x.Take(axis, [.. Enumerable.Range(first, last - first)]));
    }

    /// <inheritdoc/>
    public ReferenceTensor Reshape(ReferenceTensor x, params ReadOnlySpan<int> shape)
    {
        int[] sizes = shape.ToArray();
        for (int i = 0; i < sizes.Length; i++)
        {
            sizes[i] = sizes[i] == 0 ? x.Shape[i] : sizes[i];
        }
        int rest = Array.IndexOf(sizes, -1);
        if (rest >= 0)
        {
            sizes[rest] = x.Data.Length / -sizes.Aggregate(1, (product, size) => product * size);
        }
        return ReferenceTensor.Count(sizes) == x.Data.Length
            ? Show(nameof(Reshape), null, x with { Shape = sizes })
            : throw new ArgumentException($"Reshape: {x.Sizes} does not fit into {string.Join('×', shape.ToArray())}.");
    }

    /// <inheritdoc/>
    public ReferenceTensor Transpose(ReferenceTensor x, params ReadOnlySpan<int> axes) =>
        Show(nameof(Transpose), null, x.Permute(Array.ConvertAll(axes.ToArray(), x.Axis)));

    /// <inheritdoc/>
    public ReferenceTensor Flatten(ReferenceTensor x) =>
        Show(nameof(Flatten), null, x with { Shape = [x.Shape[0], ReferenceTensor.Count(x.Shape.AsSpan(1))] });

    private static ReferenceTensor Bordered(ReferenceTensor x, ReadOnlySpan<int> borders, PadMode mode, double value)
    {
        for (int i = 0; i < borders.Length; i += 2)
        {
            int axis = x.Shape.Length - 1 - (i / 2), last = x.Shape[axis] - 1;
            IEnumerable<int> positions = Enumerable.Range(-borders[i], borders[i] + last + 1 + borders[i + 1]);
            x = x.Take(axis, [.. positions.Select(at => mode switch
            {
                PadMode.Constant => at > last ? -1 : at,
                PadMode.Reflect => at < 0 ? -at : at > last ? (2 * last) - at : at,
                _ => Math.Clamp(at, 0, last),
            })], value);
        }
        return x;
    }
}
