namespace Pipeline.Export;

/// <summary>A tensor as the pickle describes it; every element that it names lies inside the storage.</summary>
/// <param name="Storage">Where its numbers are.</param>
/// <param name="Offset">First element in the storage.</param>
/// <param name="Sizes">Shape, at most 64 axes.</param>
/// <param name="Strides">Elements between neighbours of each axis, ≥ 0.</param>
internal sealed record PtTensor(PtStorage Storage, long Offset, long[] Sizes, long[] Strides)
{
    private const int MaxAxes = 64;

    /// <summary>Elements of the shape, those that share memory counted each.</summary>
    public long Count => Sizes.Aggregate(1L, (product, size) => product * size);

    public long Bytes => Count * ElementTypes.BytesOf(Storage.Type);

    /// <summary>What is wrong with the description; null when nothing is.</summary>
    public string? Fault()
    {
        string shape = $"tensor [{string.Join(',', Sizes)}] with strides [{string.Join(',', Strides)}] at {Offset}";
        if (Sizes.Length != Strides.Length || Sizes.Length > MaxAxes)
        {
            return $"tensor of {Sizes.Length} sizes and {Strides.Length} strides; expected equally many, at most {MaxAxes}";
        }
        if (Offset < 0 || Array.Exists(Sizes, size => size < 0) || Array.Exists(Strides, stride => stride < 0))
        {
            return $"{shape}: a number is negative";
        }
        // Empty axes count as one here, so that no part of the product overflows either.
        Int128 bytes = ElementTypes.BytesOf(Storage.Type), last = Offset;
        for (int axis = 0; axis < Sizes.Length; axis++)
        {
            bytes *= Math.Max(1, Sizes[axis]);
            last += (Int128)Math.Max(0, Sizes[axis] - 1) * Strides[axis];
            if (bytes > long.MaxValue || last > long.MaxValue)
            {
                return $"{shape}: more than any file holds";
            }
        }
        return Count > 0 && last >= Storage.Count ? $"{shape} reaches element {last}; its storage has {Storage.Count}" : null;
    }
}
