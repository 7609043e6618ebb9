using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Pipeline.Networks;

public sealed partial class TorchOps
{
    /// <inheritdoc/>
    public Tensor Pad(Tensor x, ReadOnlySpan<int> borders, PadMode mode = PadMode.Constant, double value = 0) => Show(
        nameof(Pad), null,
        functional.pad(x, Longs(borders), mode switch
        {
            PadMode.Constant => PaddingModes.Constant,
            PadMode.Reflect => PaddingModes.Reflect,
            _ => PaddingModes.Replicate,
        }, value));

    /// <inheritdoc/>
    public Tensor PadLike(Tensor x, Tensor like)
    {
        List<long> borders = [];
        for (int axis = (int)x.ndim - 1; axis >= 2; axis--)
        {
            long missing = like.shape[axis] - x.shape[axis];
            borders.AddRange([missing / 2, missing - (missing / 2)]);
        }
        return Show(nameof(PadLike), null, functional.pad(x, [.. borders]));
    }

    /// <inheritdoc/>
    public Tensor Crop(Tensor x, ReadOnlySpan<int> borders)
    {
        Tensor y = x;
        for (int i = 0; i < borders.Length; i += 2)
        {
            long axis = x.ndim - 1 - (i / 2);
            y = y.narrow(axis, borders[i], x.shape[axis] - borders[i] - borders[i + 1]);
        }
        return Show(nameof(Crop), null, y);
    }

    /// <inheritdoc/>
    public Tensor Slice(Tensor x, int axis, int start, int end = int.MaxValue)
    {
        long size = x.shape[axis < 0 ? axis + (int)x.ndim : axis];
        long first = Math.Clamp(start < 0 ? start + size : start, 0, size), last = Math.Clamp(end < 0 ? end + size : end, first, size);
        return Show(nameof(Slice), null, x.narrow(axis, first, last - first));
    }

    /// <inheritdoc/>
    public Tensor Reshape(Tensor x, params ReadOnlySpan<int> shape)
    {
        long[] sizes = Longs(shape);
        for (int i = 0; i < sizes.Length; i++)
        {
            sizes[i] = sizes[i] == 0 ? x.shape[i] : sizes[i];
        }
        return Show(nameof(Reshape), null, x.reshape(sizes));
    }

    /// <inheritdoc/>
    public Tensor Transpose(Tensor x, params ReadOnlySpan<int> axes) => Show(nameof(Transpose), null, x.permute(Longs(axes)));

    /// <inheritdoc/>
    public Tensor Flatten(Tensor x) => Show(nameof(Flatten), null, x.flatten(1));

    private static long[] Longs(ReadOnlySpan<int> values)
    {
        long[] longs = new long[values.Length];
        for (int i = 0; i < longs.Length; i++)
        {
            longs[i] = values[i];
        }
        return longs;
    }
}
