using Pipeline.Networks;

namespace Pipeline.Export;

public sealed partial class GraphOps
{
    /// <inheritdoc/>
    public Value Pad(Value x, ReadOnlySpan<int> borders, PadMode mode = PadMode.Constant, double value = 0)
    {
        string layer = _names.Next(nameof(Pad));
        (long[] before, long[] after) = Borders(x, borders);
        Dim[] shape = [.. x.Shape.Select((size, axis) => size.Plus(Dim.Fixed(before[axis] + after[axis])))];
        List<string> inputs = [x.Name, Constant("pads", (ReadOnlySpan<long>)[.. before, .. after])];
        if (mode == PadMode.Constant)
        {
            inputs.Add(Scalar(value));
        }
        return Emit(layer, "Pad", inputs, shape, [("mode", NodeAttribute.Of(mode switch
        {
            PadMode.Constant => "constant",
            PadMode.Reflect => "reflect",
            _ => "edge",
        }))]);
    }

    /// <summary>Nothing where the sizes are the same whatever the input; otherwise a Pad by numbers computed from both shapes.</summary>
    public Value PadLike(Value x, Value like)
    {
        string layer = _names.Next(nameof(PadLike));
        if (x.Shape.Skip(2).SequenceEqual(like.Shape.Skip(2)))
        {
            return x;
        }
        int rank = x.Shape.Count;
        Dim[] axes = [Dim.Fixed(rank - 2)];
        Value missing = Emit(layer, "Sub", [Sizes(layer, like, 2, rank, "wanted").Name, Sizes(layer, x, 2, rank, "found").Name], axes,
            part: "missing", type: ElementType.Int64);
        Value before = Emit(layer, "Div", [missing.Name, Constant("number", [2L])], axes, part: "before", type: ElementType.Int64);
        Value after = Emit(layer, "Sub", [missing.Name, before.Name], axes, part: "after", type: ElementType.Int64);
        string none = Constant("number", [0L, 0]);
        Value pads = Emit(layer, "Concat", [none, before.Name, none, after.Name], [Dim.Fixed(2 * rank)],
            [("axis", NodeAttribute.Of(0))], "pads", ElementType.Int64);
        return Emit(layer, "Pad", [x.Name, pads.Name], [x.Shape[0], x.Shape[1], .. like.Shape.Skip(2)], [("mode", NodeAttribute.Of("constant"))]);
    }

    /// <inheritdoc/>
    public Value Crop(Value x, ReadOnlySpan<int> borders)
    {
        string layer = _names.Next(nameof(Crop));
        (long[] before, long[] after) = Borders(x, borders);
        int[] cut = [.. Enumerable.Range(0, x.Shape.Count).Where(axis => before[axis] + after[axis] > 0)];
        if (cut.Length == 0)
        {
            return x;
        }
        Dim[] shape = [.. x.Shape.Select((size, axis) => size.Plus(Dim.Fixed(-before[axis] - after[axis])))];
        long[] starts = [.. cut.Select(axis => before[axis])], ends = [.. cut.Select(axis => after[axis] == 0 ? long.MaxValue : -after[axis])];
        return Cut(layer, x, starts, ends, cut, shape);
    }

    /// <inheritdoc/>
    public Value Slice(Value x, int axis, int start, int end = int.MaxValue)
    {
        string layer = _names.Next(nameof(Slice));
        int along = Axis(layer, x, axis);
        Dim[] shape = [.. x.Shape];
        shape[along] = Length(x.Shape[along], start, end);
        return Cut(layer, x, [start], [end == int.MaxValue ? long.MaxValue : end], [along], shape);
    }

    /// <inheritdoc/>
    public Value Reshape(Value x, params ReadOnlySpan<int> shape)
    {
        string layer = _names.Next(nameof(Reshape));
        int[] wanted = shape.ToArray();
        Dim[] sizes = [.. wanted.Select((size, i) => size switch { 0 => x.Shape[i], -1 => Dim.Fixed(0), _ => Dim.Fixed(size) })];
        int rest = Array.IndexOf(wanted, -1);
        if (rest >= 0)
        {
            IEnumerable<Dim> left = x.Shape.Where((_, axis) => axis >= wanted.Length || wanted[axis] != 0);
            sizes[rest] = Product(left, wanted.Where(size => size > 0).Aggregate(1L, (product, size) => product * size));
        }
        return Emit(layer, "Reshape", [x.Name, Constant("shape", (ReadOnlySpan<long>)[.. wanted.Select(size => (long)size)])], sizes);
    }

    /// <inheritdoc/>
    public Value Transpose(Value x, params ReadOnlySpan<int> axes)
    {
        string layer = _names.Next(nameof(Transpose));
        int[] order = [.. axes.ToArray().Select(axis => Axis(layer, x, axis))];
        return Emit(layer, "Transpose", [x.Name], [.. order.Select(axis => x.Shape[axis])], [("perm", NodeAttribute.Of([.. order.Select(axis => (long)axis)]))]);
    }

    /// <inheritdoc/>
    public Value Flatten(Value x) =>
        Emit(_names.Next(nameof(Flatten)), "Flatten", [x.Name], [x.Shape[0], Product(x.Shape.Skip(1))], [("axis", NodeAttribute.Of(1))]);

    private Value Cut(string layer, Value x, long[] starts, long[] ends, int[] axes, Dim[] shape) => Emit(
        layer, "Slice",
        [x.Name, Constant("start", starts), Constant("end", ends), Constant("axes", (ReadOnlySpan<long>)[.. axes.Select(axis => (long)axis)])], shape);

    /// <summary>Pairs of borders, last axis first, as numbers per axis of the value.</summary>
    private static (long[] Before, long[] After) Borders(Value x, ReadOnlySpan<int> borders)
    {
        long[] before = new long[x.Shape.Count], after = new long[x.Shape.Count];
        for (int i = 0; i < borders.Length; i += 2)
        {
            int axis = x.Shape.Count - 1 - (i / 2);
            (before[axis], after[axis]) = (borders[i], borders[i + 1]);
        }
        return (before, after);
    }

    private static Dim Length(Dim size, int start, int end)
    {
        if (size.Value is long known)
        {
            long first = Math.Clamp(start < 0 ? start + known : start, 0, known);
            return Dim.Fixed(Math.Clamp(end < 0 ? end + known : end, first, known) - first);
        }
        return (start, end) switch
        {
            ( >= 0, int.MaxValue) => size.Plus(Dim.Fixed(-start)),
            ( >= 0, < 0) => size.Plus(Dim.Fixed(end - start)),
            _ => Dim.Named($"slice({size},{start},{end})"),
        };
    }
}
