namespace Pipeline.Export;

public sealed partial class ReferenceOps
{
    /// <inheritdoc/>
    public ReferenceTensor Sum(ReferenceTensor x, params ReadOnlySpan<int> axes) =>
        Show(nameof(Sum), null, Reduced(x, axes.ToArray(), Enumerable.Sum));

    /// <inheritdoc/>
    public ReferenceTensor Mean(ReferenceTensor x, params ReadOnlySpan<int> axes) =>
        Show(nameof(Mean), null, Reduced(x, axes.ToArray(), Enumerable.Average));

    /// <inheritdoc/>
    public ReferenceTensor Max(ReferenceTensor x, params ReadOnlySpan<int> axes) =>
        Show(nameof(Max), null, Reduced(x, axes.ToArray(), Enumerable.Max));

    /// <inheritdoc/>
    public ReferenceTensor Min(ReferenceTensor x, params ReadOnlySpan<int> axes) =>
        Show(nameof(Min), null, Reduced(x, axes.ToArray(), Enumerable.Min));

    /// <inheritdoc/>
    public ReferenceTensor StandardDeviation(ReferenceTensor x, params ReadOnlySpan<int> axes) =>
        Show(nameof(StandardDeviation), null, Reduced(x, axes.ToArray(), values =>
        {
            double mean = values.Average();
            return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1));
        }));

    /// <summary>Every group of elements that differ in the given axes only becomes one number.</summary>
    private static ReferenceTensor Reduced(ReferenceTensor x, IEnumerable<int> axes, Func<double[], double> fold)
    {
        int[] reduced = [.. axes.Select(x.Axis)], kept = [.. Enumerable.Range(0, x.Shape.Length).Except(reduced)];
        int group = reduced.Aggregate(1, (product, axis) => product * x.Shape[axis]);
        return new ReferenceTensor(
            [.. x.Shape.Select((size, axis) => reduced.Contains(axis) ? 1 : size)],
            [.. x.Permute([.. kept, .. reduced]).Data.Chunk(group).Select(fold)]);
    }
}
