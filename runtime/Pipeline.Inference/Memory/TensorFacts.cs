namespace Pipeline.Inference;

/// <summary>What is known of a tensor before the network runs.</summary>
/// <param name="Shape">Axes, outermost first.</param>
/// <param name="Type">Element type, as in <see cref="ElementTypes"/>.</param>
/// <param name="Values">Its numbers, row-major, where they are few and follow from shapes and constants; else null.</param>
internal sealed record TensorFacts(long[] Shape, int Type, double[]? Values = null)
{
    /// <summary>Longest list of values that is followed: sizes, axes and pads, not data.</summary>
    public const int MaxValues = 64;

    /// <summary>Number of values; a double, because a hostile model may name more than a long can count.</summary>
    public double Count => Shape.Aggregate(1.0, (product, axis) => product * Math.Max(0, axis));

    /// <summary>Bytes in memory.</summary>
    public double Bytes => Count * ElementTypes.Bytes(Type);

    /// <summary>A list of sizes.</summary>
    public static TensorFacts Sizes(params ReadOnlySpan<double> values) => new([values.Length], ElementTypes.Int64, values.ToArray());

    /// <summary>The values as whole numbers.</summary>
    public long[]? Integers => Values is null ? null : Array.ConvertAll(Values, value => (long)value);
}
