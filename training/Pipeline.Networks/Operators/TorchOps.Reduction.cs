using static TorchSharp.torch;

namespace Pipeline.Networks;

public sealed partial class TorchOps
{
    /// <inheritdoc/>
    public Tensor Sum(Tensor x, params ReadOnlySpan<int> axes) => Show(nameof(Sum), null, x.sum(Longs(axes), keepdim: true));

    /// <inheritdoc/>
    public Tensor Mean(Tensor x, params ReadOnlySpan<int> axes) => Show(nameof(Mean), null, x.mean(Longs(axes), keepdim: true));

    /// <inheritdoc/>
    public Tensor Max(Tensor x, params ReadOnlySpan<int> axes) => Show(nameof(Max), null, Largest(x, Longs(axes)));

    /// <inheritdoc/>
    public Tensor Min(Tensor x, params ReadOnlySpan<int> axes) => Show(nameof(Min), null, -Largest(-x, Longs(axes)));

    /// <inheritdoc/>
    public Tensor StandardDeviation(Tensor x, params ReadOnlySpan<int> axes) =>
        Show(nameof(StandardDeviation), null, x.std(Longs(axes), unbiased: true, keepdim: true));

    // amax would share the gradient among equal values; max along one axis gives it to the first.
    private static Tensor Largest(Tensor x, long[] axes)
    {
        long[] reduced = [.. axes.Select(axis => axis < 0 ? axis + x.ndim : axis).Order()];
        long[] kept = [.. Enumerable.Range(0, (int)x.ndim).Select(axis => (long)axis).Except(reduced)];
        long[] shape = [.. x.shape.Select((size, axis) => reduced.Contains(axis) ? 1 : size)];
        return x.permute([.. kept, .. reduced]).flatten(kept.Length).max(-1).values.reshape(shape);
    }
}
