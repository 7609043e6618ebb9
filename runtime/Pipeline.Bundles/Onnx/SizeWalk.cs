namespace Pipeline.Bundles;

/// <summary>
/// Follows the sizes that a model computes: from Shape through picking, joining and casting, and through adding, subtracting, and
/// multiplying or dividing by constants. What comes out is linear in an axis that exists. A product of two sizes is not, and
/// whatever depends on the image's values is unknown: neither is followed, so nothing that asks for memory may use it.
/// </summary>
internal sealed class SizeWalk(IReadOnlyDictionary<string, SmallTensor> constants, int maxRank)
{
    // float, int32, int64, double: others wrap (a negative number as unsigned) or overflow.
    private static readonly double[] FaithfulTypes = [1, 6, 7, 11];

    private readonly Dictionary<string, SizeVector> _sizes = new(StringComparer.Ordinal);

    /// <summary>What is known of a value; null when it is neither a constant nor computed from shapes alone.</summary>
    public SizeVector? Of(string value) =>
        constants.TryGetValue(value, out SmallTensor? stored) ? SizeVector.Of(stored) : _sizes.TryGetValue(value, out SizeVector size) ? size : null;

    /// <summary>Notes what a node makes, if it makes sizes.</summary>
    public void Follow(NodeParts node)
    {
        if (Result(node) is { } size) { _sizes.TryAdd(node.Outputs[0], size); }
    }

    private SizeVector? Result(NodeParts node)
    {
        SizeVector? known = node.Inputs.Count > 0 ? Of(node.Inputs[0]) : null;
        if (node.Operator == "Shape")
        {
            // The shape of a list of sizes is how many they are.
            return known is { Rank: 1, Count: int count }
                ? SizeVector.Uniform(0, count, 1, 1)
                : SizeVector.Uniform(1, 0, 1, Between(Attribute(node, "start"), Attribute(node, "end")));
        }
        if (known is not { } first) { return null; }
        switch (node.Operator)
        {
            case "Identity": return first;
            case "Cast": return Attribute(node, "to") is { } type && FaithfulTypes.Contains(type) ? first : null;
            case "Squeeze" when first is { Rank: 1, Count: <= 1 }: return first with { Rank = 0 };
            case "Unsqueeze" when first.Rank == 0: return first with { Rank = 1 };
            case "Reshape" when Constant(node, 1) is { Numbers.Length: <= 1 } shape: return first with { Rank = shape.Numbers.Length };
            case "Gather" when first.Rank == 1 && Constant(node, 1) is { } indices:
                return SizeVector.Uniform(first.Factor, first.Constant, indices.Rank, indices.Numbers.Length);
            case "ConstantOfShape" when first is { Factor: 0, Rank: 1, Count: 1 } && first.Constant <= maxRank:
                return Attribute(node, "value", otherwise: 0) is { } fill ? SizeVector.Uniform(0, Math.Abs(fill), 1, (int)first.Constant) : null;
            case "Slice": return first.Part(Between(Only(Constant(node, 1)), Only(Constant(node, 2))));
        }
        SizeVector? joined = first;
        foreach (string name in node.Inputs.Skip(1))
        {
            joined = joined is { } left && Of(name) is { } right ? Joined(node.Operator, left, right, name) : null;
        }
        return node.Inputs.Count > 1 || node.Operator == "Concat" ? joined : null;
    }

    private SizeVector? Joined(string op, SizeVector left, SizeVector right, string rightName) => op switch
    {
        "Concat" when left.Rank == 1 && right.Rank == 1 => left.Then(right),
        "Add" or "Sub" => left.Plus(right),
        "Equal" => left.Plus(right) with { Factor = 0, Constant = 1 },
        "Where" => left.Or(right),
        "Mul" when right.Factor == 0 => left.Times(right.Constant, right),
        "Mul" when left.Factor == 0 => right.Times(left.Constant, left),
        "Div" when constants.TryGetValue(rightName, out SmallTensor? divisors) && divisors.Numbers.Length > 0 => left.Times(1 / divisors.Numbers.Min(Math.Abs), right),
        _ => null,
    };

    private static double? Attribute(NodeParts node, string name, double? otherwise = null)
    {
        int at = node.Attributes.FindIndex(attribute => attribute.Name == name);
        return at < 0 ? otherwise : Only(node.Attributes[at].Value);
    }

    private SmallTensor? Constant(NodeParts node, int input) =>
        input < node.Inputs.Count && constants.TryGetValue(node.Inputs[input], out SmallTensor? stored) ? stored : null;

    private static double? Only(SmallTensor? stored) => stored is { Numbers: [double number] } ? number : null;

    /// <summary>How many numbers lie from start to end, both counted from the same side; else as many as a tensor has axes.</summary>
    private int Between(double? start, double? end) =>
        start is { } from && end is { } to && from >= 0 == to >= 0 ? (int)Math.Clamp(to - from, 0, maxRank) : maxRank;
}
