namespace Pipeline.Inference;

/// <summary>Works out the few numbers that shapes are made of: what comes from Shape and constants through plain arithmetic.</summary>
internal static class KnownValues
{
    /// <summary>The numbers that the node gives; null where they are not known, or too many to be sizes.</summary>
    public static double[]? Of(GraphNode node, IReadOnlyList<TensorFacts?> inputs, long[] shape)
    {
        double count = new TensorFacts(shape, ElementTypes.Int64).Count;
        if (count > TensorFacts.MaxValues)
            return null;
        if (node.Operator == "Shape")
            return [.. Part(node, inputs[0]!.Shape).Select(axis => (double)axis)];
        if (inputs.Any(input => input is not null && input.Values is null))
            return null;
        double[][] known = [.. inputs.OfType<TensorFacts>().Select(input => input.Values!)];
        double[]? result = node.Operator switch
        {
            "Constant" => node.Value?.Values,
            "ConstantOfShape" => [.. Enumerable.Repeat(node.Value?.Values is [double value] ? value : 0, (int)count)],
            "Range" => [.. Enumerable.Range(0, (int)count).Select(i => known[0][0] + (i * known[2][0]))],
            "Identity" or "Squeeze" or "Unsqueeze" or "Reshape" or "Flatten" => known[0],
            "Cast" => ElementTypes.IsInteger((int)node.Integer("to", ElementTypes.Float)) ? Array.ConvertAll(known[0], Math.Truncate) : known[0],
            "Gather" => inputs[0]!.Shape.Length == 1 ? Array.ConvertAll(known[1], index => known[0][(int)(index < 0 ? index + known[0].Length : index)]) : null,
            "Slice" => inputs[0]!.Shape.Length == 1 ? Slice(known, (int)count) : null,
            "Concat" => shape.Length == 1 ? [.. known.SelectMany(values => values)] : null,
            "ReduceProd" => [known[0].Aggregate(1.0, (product, value) => product * value)],
            "ReduceSum" => [known[0].Sum()],
            "ReduceMax" => [known[0].Max()],
            "ReduceMin" => [known[0].Min()],
            "Where" => Map3(known, (int)count),
            "Neg" => Array.ConvertAll(known[0], value => -value),
            "Floor" => Array.ConvertAll(known[0], Math.Floor),
            "Ceil" => Array.ConvertAll(known[0], Math.Ceiling),
            _ => Arithmetic(node.Operator, ElementTypes.IsInteger(inputs[0]!.Type)) is { } operation && known.Length == 2 ? Map(known[0], known[1], operation) : null,
        };
        return result?.Length == (int)count ? result : null;
    }

    /// <summary>The axes of a Shape node from <c>start</c> to <c>end</c>.</summary>
    public static long[] Part(GraphNode node, long[] shape)
    {
        long start = Clamp(node.Integer("start", 0));
        long end = Clamp(node.Integer("end", shape.Length));
        return start < end ? shape[(int)start..(int)end] : [];

        long Clamp(long at) => Math.Clamp(at < 0 ? at + shape.Length : at, 0, shape.Length);
    }

    private static double[] Slice(double[][] known, int count)
    {
        double step = known.Length > 4 ? known[4][0] : 1;
        double start = known[1][0] < 0 ? known[1][0] + known[0].Length : known[1][0];
        start = Math.Clamp(start, 0, step < 0 ? known[0].Length - 1 : known[0].Length);
        return [.. Enumerable.Range(0, count).Select(i => known[0][(int)(start + (i * step))])];
    }

    private static Func<double, double, double>? Arithmetic(string op, bool integers) => op switch
    {
        "Add" => (a, b) => a + b,
        "Sub" => (a, b) => a - b,
        "Mul" => (a, b) => a * b,
        "Div" => integers ? (a, b) => Math.Truncate(a / b) : (a, b) => a / b,
        "Max" => Math.Max,
        "Min" => Math.Min,
        "Equal" => (a, b) => a == b ? 1 : 0,
        "Greater" => (a, b) => a > b ? 1 : 0,
        "Less" => (a, b) => a < b ? 1 : 0,
        _ => null,
    };

    private static double[]? Map(double[] left, double[] right, Func<double, double, double> operation) =>
        left.Length == right.Length || left.Length == 1 || right.Length == 1
            ? [.. Enumerable.Range(0, Math.Max(left.Length, right.Length)).Select(i => operation(left[i % left.Length], right[i % right.Length]))]
            : null;

    private static double[] Map3(double[][] known, int count) =>
        [.. Enumerable.Range(0, count).Select(i => known[0][i % known[0].Length] != 0 ? known[1][i % known[1].Length] : known[2][i % known[2].Length])];
}
