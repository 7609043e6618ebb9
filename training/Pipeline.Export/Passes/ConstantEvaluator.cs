namespace Pipeline.Export;

/// <summary>Computes single nodes on constants: the handful of operators that shape arithmetic and coordinate grids are made of.</summary>
internal static class ConstantEvaluator
{
    /// <summary>The node's result, or null for an operator or type that is not computed here.</summary>
    public static Initializer? Evaluate(Node node, IReadOnlyList<Initializer> inputs)
    {
        string name = node.Outputs[0];
        Initializer x = inputs[0];
        switch (node.OpType)
        {
            case "Squeeze" when inputs.Count == 1:
                return x with { Name = name, Shape = [.. x.Shape.Where(size => size != 1)] };
            case "Unsqueeze":
                return x with { Name = name, Shape = Unsqueezed(x.Shape, inputs[1].Longs()) };
            case "Cast" when x.Type == ElementType.Int64 && ((NodeAttribute.Int)node.Attributes["to"]).Value == (int)ElementType.Float:
                return Initializer.Of(name, x.Shape, (ReadOnlySpan<float>)[.. x.Longs().ToArray().Select(value => (float)value)]);
            case "Concat" when x.Type == ElementType.Int64 && inputs.All(input => input.Shape.Count == 1):
                long[] joined = [.. inputs.SelectMany(input => input.Longs().ToArray())];
                return Initializer.Of(name, [joined.Length], (ReadOnlySpan<long>)joined);
            case "Range" when x.Type == ElementType.Float:
                return Range(name, x.Floats()[0], inputs[1].Floats()[0], inputs[2].Floats()[0]);
            case "Add" or "Sub" or "Mul" or "Div" when inputs.All(input => input.Type == x.Type):
                return Arithmetic(name, node.OpType, x, inputs[1]);
            default:
                return null;
        }
    }

    private static long[] Unsqueezed(IReadOnlyList<long> shape, ReadOnlySpan<long> axes)
    {
        List<long> sizes = [.. shape];
        foreach (long axis in axes)
        {
            sizes.Insert((int)axis, 1);
        }
        return [.. sizes];
    }

    private static Initializer Range(string name, float start, float limit, float step)
    {
        float[] values = new float[(int)Math.Max(0, Math.Ceiling((limit - start) / step))];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = start + (i * step);
        }
        return Initializer.Of(name, [values.Length], values);
    }

    private static Initializer Arithmetic(string name, string opType, Initializer a, Initializer b)
    {
        long[] shape = Broadcast(a.Shape, b.Shape);
        int count = (int)shape.Aggregate(1L, (product, size) => product * size);
        int[] left = Indices(shape, a.Shape, count), right = Indices(shape, b.Shape, count);
        if (a.Type == ElementType.Float)
        {
            float[] x = a.Floats().ToArray(), y = b.Floats().ToArray(), z = new float[count];
            for (int i = 0; i < count; i++)
            {
                (float p, float q) = (x[left[i]], y[right[i]]);
                z[i] = opType switch { "Add" => p + q, "Sub" => p - q, "Mul" => p * q, _ => p / q };
            }
            return Initializer.Of(name, shape, z);
        }
        long[] m = a.Longs().ToArray(), n = b.Longs().ToArray(), r = new long[count];
        for (int i = 0; i < count; i++)
        {
            (long p, long q) = (m[left[i]], n[right[i]]);
            r[i] = opType switch { "Add" => p + q, "Sub" => p - q, "Mul" => p * q, _ => p / q };
        }
        return Initializer.Of(name, shape, r);
    }

    private static long[] Broadcast(IReadOnlyList<long> a, IReadOnlyList<long> b)
    {
        int rank = Math.Max(a.Count, b.Count);
        return [.. Enumerable.Range(0, rank).Select(i => Math.Max(At(a, i), At(b, i)))];

        long At(IReadOnlyList<long> shape, int i) => i < rank - shape.Count ? 1 : shape[i - (rank - shape.Count)];
    }

    /// <summary>For every element of a broadcast result, the element of an operand that it reads.</summary>
    private static int[] Indices(long[] result, IReadOnlyList<long> operand, int count)
    {
        int[] indices = new int[count];
        for (int i = 0; i < count; i++)
        {
            long rest = i, index = 0, stride = 1;
            for (int axis = result.Length - 1; axis >= 0; axis--)
            {
                long position = rest % result[axis];
                rest /= result[axis];
                int own = axis - (result.Length - operand.Count);
                if (own < 0) { continue; }
                index += operand[own] == 1 ? 0 : position * stride;
                stride *= operand[own];
            }
            indices[i] = (int)index;
        }
        return indices;
    }
}
