namespace Pipeline.Bundles;

/// <summary>
/// What is known of a number, or a list of them, that a model computes from the shapes of its tensors: each is at most
/// <see cref="Factor"/> × the size of an axis that exists + <see cref="Constant"/>, in absolute value.
/// </summary>
/// <param name="Factor">0 where only constants went in.</param>
/// <param name="Constant">Bound of what is added.</param>
/// <param name="Rank">0 for a number, 1 for a list.</param>
/// <param name="Count">Most numbers that the list can have.</param>
/// <param name="Growth">
/// Bound of the product of the numbers, where the axes are taken as 1: a tensor of this shape has at most so many times the
/// elements of one whose axes are those that the numbers were computed from.
/// </param>
internal readonly record struct SizeVector(double Factor, double Constant, int Rank, int Count, double Growth)
{
    /// <summary>Numbers with one bound for all.</summary>
    public static SizeVector Uniform(double factor, double constant, int rank, int count) =>
        new(factor, constant, rank, count, Math.Pow(Math.Max(1, factor + constant), count));

    /// <summary>Numbers of the model itself.</summary>
    public static SizeVector Of(SmallTensor constant) => new(
        0,
        constant.Numbers.Select(Math.Abs).DefaultIfEmpty().Max(),
        constant.Rank,
        constant.Numbers.Length,
        constant.Numbers.Aggregate(1.0, (product, number) => product * Math.Max(1, Math.Abs(number))));

    /// <summary>Sum or difference, number by number; a single one goes with each of the other list.</summary>
    public SizeVector Plus(SizeVector other) => Uniform(Factor + other.Factor, Constant + other.Constant, Math.Max(Rank, other.Rank), Math.Max(Count, other.Count));

    /// <summary>Each number times one of <paramref name="constants"/> of at most <paramref name="largest"/>.</summary>
    public SizeVector Times(double largest, SizeVector constants) =>
        Uniform(Factor * largest, Constant * largest, Math.Max(Rank, constants.Rank), Math.Max(Count, constants.Count));

    /// <summary>At most <paramref name="count"/> of these numbers.</summary>
    public SizeVector Part(int count)
    {
        SizeVector part = Uniform(Factor, Constant, 1, Math.Min(count, Count));
        return part with { Growth = Math.Min(Growth, part.Growth) };
    }

    /// <summary>Each number from one list or the other.</summary>
    public SizeVector Or(SizeVector other) => new(
        Math.Max(Factor, other.Factor), Math.Max(Constant, other.Constant), Math.Max(Rank, other.Rank), Math.Max(Count, other.Count), Growth * other.Growth);

    /// <summary>One list behind the other.</summary>
    public SizeVector Then(SizeVector other) =>
        new(Math.Max(Factor, other.Factor), Math.Max(Constant, other.Constant), 1, Count + other.Count, Growth * other.Growth);
}
