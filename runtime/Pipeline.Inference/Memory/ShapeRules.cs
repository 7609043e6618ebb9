namespace Pipeline.Inference;

/// <summary>
/// What each operator of the allow-list gives for inputs of known shape (ONNX operator specification). A node whose sizes are
/// not known, or that breaks its operator's rules (ONNX Runtime refuses it when the model is opened), counts as its first input.
/// </summary>
internal static class ShapeRules
{
    /// <summary>Facts of the node's outputs; an input is null where the node leaves it out.</summary>
    public static TensorFacts[] Outputs(GraphNode node, IReadOnlyList<TensorFacts?> inputs)
    {
        TensorFacts first = inputs.OfType<TensorFacts>().FirstOrDefault() ?? new TensorFacts([], ElementTypes.Float);
        try
        {
            if (node.Operator == "Split")
                return Split(node, inputs);
            long[] shape = Shape(node, inputs) ?? first.Shape;
            var facts = new TensorFacts(shape, Type(node, inputs, first), KnownValues.Of(node, inputs, shape));
            return [.. node.Outputs.Select(_ => facts)];
        }
        catch (Exception e) when (e is IndexOutOfRangeException or ArgumentException or InvalidOperationException or NullReferenceException or ArithmeticException)
        {
            return [.. node.Outputs.Select(_ => first with { Values = null })];
        }
    }

    private static long[]? Shape(GraphNode node, IReadOnlyList<TensorFacts?> inputs)
    {
        long[] x = inputs.Count > 0 ? inputs[0]?.Shape ?? [] : [];
        switch (node.Operator)
        {
            case "Conv": return WindowShapes.Slide(node, x, inputs[1]!.Shape[0], inputs[1]!.Shape[2..]);
            case "QLinearConv": return WindowShapes.Slide(node, x, inputs[3]!.Shape[0], inputs[3]!.Shape[2..]);
            case "ConvTranspose": return WindowShapes.SlideBack(node, x, inputs[1]!.Shape);
            case "DeformConv": return [x[0], inputs[1]!.Shape[0], .. inputs[2]!.Shape[2..]];
            case "MaxPool" or "AveragePool": return WindowShapes.Slide(node, x, x[1], node.List("kernel_shape")!);
            case "GlobalAveragePool" or "GlobalMaxPool": return [x[0], x[1], .. x[2..].Select(_ => 1L)];
            case "GridSample": return [x[0], x[1], .. inputs[1]!.Shape[1..^1]];
            case "Resize": return Resize(node, inputs, x);
            case "Concat": return Concat(node, inputs);
            case "Slice": return Slice(inputs, x);
            case "Pad": return Pad(inputs, x);
            case "Reshape": return Reshape(node, x, inputs[1]!.Integers!);
            case "Flatten": return Flatten(x, Axis(node.Integer("axis", 1), x.Length));
            case "Squeeze": return Squeeze(x, Axes(node, inputs, 1, x.Length));
            case "Unsqueeze": return Unsqueeze(x, inputs[1]!.Integers!);
            case "Transpose": return [.. (node.List("perm") ?? [.. Enumerable.Range(0, x.Length).Select(i => (long)(x.Length - 1 - i))]).Select(axis => x[axis])];
            case "Expand": return Broadcast([x, inputs[1]!.Integers!]);
            case "Tile": return [.. x.Zip(inputs[1]!.Integers!, (axis, repeats) => axis * repeats)];
            case "ConstantOfShape": return inputs[0]!.Integers!;
            case "Constant": return node.Value!.Shape;
            case "Range": return [(long)Math.Max(0, Math.Ceiling((inputs[1]!.Values![0] - inputs[0]!.Values![0]) / inputs[2]!.Values![0]))];
            case "Shape": return [KnownValues.Part(node, x).Length];
            case "Gather":
                int gathered = Axis(node.Integer("axis", 0), x.Length);
                return [.. x[..gathered], .. inputs[1]!.Shape, .. x[(gathered + 1)..]];
            case "ArgMax" or "ArgMin": return Reduce(x, [Axis(node.Integer("axis", 0), x.Length)], node.Integer("keepdims", 1) == 1);
            case "DepthToSpace": return Blocks(x, node.Integer("blocksize", 1), toSpace: true);
            case "SpaceToDepth": return Blocks(x, node.Integer("blocksize", 1), toSpace: false);
            case "Gemm":
                long[] w = inputs[1]!.Shape;
                return [x[node.Integer("transA", 0) == 1 ? 1 : 0], w[node.Integer("transB", 0) == 1 ? 0 : 1]];
            case "MatMul": return MatMul(x, inputs[1]!.Shape);
            case "Einsum": return Einsum(node.Text("equation"), inputs);
            case "Add" or "Sub" or "Mul" or "Div" or "Pow" or "Max" or "Min" or "Sum" or "Where" or "Equal" or "Greater" or "GreaterOrEqual" or "Less"
                or "LessOrEqual" or "And" or "Or" or "Xor":
                return Broadcast([.. inputs.OfType<TensorFacts>().Select(input => input.Shape)]);
            case not null when node.Operator.StartsWith("Reduce", StringComparison.Ordinal):
                bool none = Axes(node, inputs, 1, x.Length).Length == 0 && node.Integer("noop_with_empty_axes", 0) == 1;
                return none ? x : Reduce(x, Axes(node, inputs, 1, x.Length), node.Integer("keepdims", 1) == 1);
            default: return null; // keeps the shape of its first input
        }
    }

    private static int Type(GraphNode node, IReadOnlyList<TensorFacts?> inputs, TensorFacts first) => node.Operator switch
    {
        "Cast" => (int)node.Integer("to", first.Type),
        "Shape" or "ArgMax" or "ArgMin" => ElementTypes.Int64,
        "Equal" or "Greater" or "GreaterOrEqual" or "Less" or "LessOrEqual" or "And" or "Or" or "Xor" or "Not" => ElementTypes.Bool,
        "Constant" or "ConstantOfShape" => node.Value?.Type ?? ElementTypes.Float,
        "Where" => inputs[1]!.Type,
        "DequantizeLinear" => ElementTypes.Float,
        "QuantizeLinear" => inputs.Count > 2 ? inputs[2]!.Type : 2,
        _ => first.Type,
    };

    private static long[] Resize(GraphNode node, IReadOnlyList<TensorFacts?> inputs, long[] x)
    {
        long[] axes = node.List("axes") ?? [.. Enumerable.Range(0, x.Length).Select(axis => (long)axis)];
        double[]? sizes = inputs.Count > 3 ? inputs[3]?.Values : null;
        double[] scales = sizes is null ? inputs[2]!.Values! : [];
        long[] output = [.. x];
        for (int i = 0; i < axes.Length; i++)
        {
            int axis = Axis(axes[i], x.Length);
            output[axis] = (long)(sizes is null ? Math.Floor(x[axis] * scales[i]) : sizes[i]);
        }

        return output;
    }

    private static long[] Concat(GraphNode node, IReadOnlyList<TensorFacts?> inputs)
    {
        long[] output = [.. inputs[0]!.Shape];
        int axis = Axis(node.Integer("axis", 0), output.Length);
        output[axis] = inputs.Sum(input => input!.Shape[axis]);
        return output;
    }

    private static TensorFacts[] Split(GraphNode node, IReadOnlyList<TensorFacts?> inputs)
    {
        TensorFacts x = inputs[0]!;
        int axis = Axis(node.Integer("axis", 0), x.Shape.Length);
        int parts = node.Outputs.Count;
        long part = (x.Shape[axis] + parts - 1) / parts;
        long[] sizes = (inputs.Count > 1 ? inputs[1]?.Integers : null)
            ?? [.. Enumerable.Range(0, parts).Select(i => Math.Min(part, x.Shape[axis] - (i * part)))];
        return [.. sizes.Select(size => new TensorFacts([.. x.Shape[..axis], size, .. x.Shape[(axis + 1)..]], x.Type))];
    }

    private static long[] Slice(IReadOnlyList<TensorFacts?> inputs, long[] x)
    {
        long[] starts = inputs[1]!.Integers!;
        long[] ends = inputs[2]!.Integers!;
        long[] axes = (inputs.Count > 3 ? inputs[3]?.Integers : null) ?? [.. Enumerable.Range(0, starts.Length).Select(axis => (long)axis)];
        long[]? steps = inputs.Count > 4 ? inputs[4]?.Integers : null;
        long[] output = [.. x];
        for (int i = 0; i < axes.Length; i++)
        {
            int axis = Axis(axes[i], x.Length);
            long length = x[axis];
            long step = steps?[i] ?? 1;
            long low = step < 0 ? -1 : 0;
            long start = Math.Clamp(starts[i] < 0 ? starts[i] + length : starts[i], 0, step < 0 ? length - 1 : length);
            long end = Math.Clamp(ends[i] < 0 ? ends[i] + length : ends[i], low, length);
            output[axis] = Math.Max(0, (long)Math.Ceiling((end - start) / (double)step));
        }

        return output;
    }

    private static long[] Pad(IReadOnlyList<TensorFacts?> inputs, long[] x)
    {
        long[] pads = inputs[1]!.Integers!;
        long[] axes = (inputs.Count > 3 ? inputs[3]?.Integers : null) ?? [.. Enumerable.Range(0, x.Length).Select(axis => (long)axis)];
        long[] output = [.. x];
        for (int i = 0; i < axes.Length; i++)
            output[Axis(axes[i], x.Length)] += pads[i] + pads[i + axes.Length];
        return output;
    }

    private static long[] Reshape(GraphNode node, long[] x, long[] target)
    {
        long[] output = [.. target.Select((size, axis) => size == 0 && node.Integer("allowzero", 0) == 0 ? x[axis] : size)];
        int free = Array.IndexOf(output, -1);
        if (free >= 0)
            output[free] = Product(x) / Math.Max(1, -Product(output));
        return output;
    }

    private static long[] Flatten(long[] x, int axis) => [Product(x[..axis]), Product(x[axis..])];

    private static long[] Squeeze(long[] x, int[] axes) =>
        [.. x.Where((size, axis) => axes.Length == 0 ? size != 1 : !axes.Contains(axis))];

    private static long[] Unsqueeze(long[] x, long[] axes)
    {
        List<long> output = [.. x];
        foreach (int axis in axes.Select(axis => Axis(axis, x.Length + axes.Length)).Order())
            output.Insert(axis, 1);
        return [.. output];
    }

    private static long[] Reduce(long[] x, int[] axes, bool keep) =>
        keep
            ? [.. x.Select((size, axis) => axes.Length == 0 || axes.Contains(axis) ? 1 : size)]
            : [.. x.Where((_, axis) => axes.Length > 0 && !axes.Contains(axis))];

    private static long[] Blocks(long[] x, long block, bool toSpace) => toSpace
        ? [x[0], x[1] / (block * block), x[2] * block, x[3] * block]
        : [x[0], x[1] * block * block, x[2] / block, x[3] / block];

    private static long[] MatMul(long[] a, long[] b)
    {
        if (a.Length == 1)
            return [.. b[..^2], b[^1]];
        return b.Length == 1 ? a[..^1] : [.. Broadcast([a[..^2], b[..^2]]), a[^2], b[^1]];
    }

    private static long[]? Einsum(string equation, IReadOnlyList<TensorFacts?> inputs)
    {
        string[] sides = equation.Replace(" ", "", StringComparison.Ordinal).Split("->");
        if (sides.Length != 2 || equation.Contains('.', StringComparison.Ordinal))
            return null;
        var sizes = new Dictionary<char, long>();
        foreach ((string letters, TensorFacts? input) in sides[0].Split(',').Zip(inputs))
        {
            foreach ((char letter, long size) in letters.Zip(input!.Shape))
                sizes[letter] = size;
        }

        return [.. sides[1].Select(letter => sizes[letter])];
    }

    private static long[] Broadcast(IReadOnlyList<long[]> shapes)
    {
        long[] output = new long[shapes.Max(shape => shape.Length)];
        for (int axis = 1; axis <= output.Length; axis++)
        {
            long[] sizes = [.. shapes.Where(shape => shape.Length >= axis).Select(shape => shape[^axis])];
            output[^axis] = sizes.Contains(0) ? 0 : sizes.Max();
        }

        return output;
    }

    private static int[] Axes(GraphNode node, IReadOnlyList<TensorFacts?> inputs, int input, int rank) =>
        [.. ((input < inputs.Count ? inputs[input]?.Integers : null) ?? node.List("axes") ?? []).Select(axis => Axis(axis, rank))];

    private static int Axis(long axis, int rank) => (int)(axis < 0 ? axis + rank : axis);

    private static long Product(long[] sizes) => sizes.Aggregate(1L, (product, size) => product * size);
}
