namespace Pipeline.Networks;

// Axes may be negative: −1 is the last one.
public partial interface IOps<T>
{
    /// <summary>Adds borders. The borders come in pairs, last axis first: left, right, top, bottom, front, back.</summary>
    T Pad(T x, ReadOnlySpan<int> borders, PadMode mode = PadMode.Constant, double value = 0);

    /// <summary>Adds zeros so that the spatial sizes of <paramref name="x"/> become those of <paramref name="like"/>: half of them, rounded down, in front.</summary>
    T PadLike(T x, T like);

    /// <summary>Cuts borders off; order as in <see cref="Pad"/>.</summary>
    T Crop(T x, ReadOnlySpan<int> borders);

    /// <summary>Elements start … end − 1 of an axis; negative numbers count from the end, <see cref="int.MaxValue"/> is the end.</summary>
    T Slice(T x, int axis, int start, int end = int.MaxValue);

    /// <summary>Another shape for the same elements: 0 keeps the size of that axis, one −1 takes the rest.</summary>
    T Reshape(T x, params ReadOnlySpan<int> shape);

    /// <summary>Axes in another order: result axis i is axis <paramref name="axes"/>[i] of <paramref name="x"/>.</summary>
    T Transpose(T x, params ReadOnlySpan<int> axes);

    /// <summary>[N,C,…] → [N, all the rest].</summary>
    T Flatten(T x);
}
