namespace Pipeline.Export;

public sealed partial class GraphOps
{
    /// <inheritdoc/>
    public Value Sum(Value x, params ReadOnlySpan<int> axes) => Reduced(nameof(Sum), "ReduceSum", x, axes);

    /// <inheritdoc/>
    public Value Mean(Value x, params ReadOnlySpan<int> axes) => Reduced(nameof(Mean), "ReduceMean", x, axes);

    /// <inheritdoc/>
    public Value Max(Value x, params ReadOnlySpan<int> axes) => Reduced(nameof(Max), "ReduceMax", x, axes);

    /// <inheritdoc/>
    public Value Min(Value x, params ReadOnlySpan<int> axes) => Reduced(nameof(Min), "ReduceMin", x, axes);

    /// <summary>Mean, differences, their squares, and the sum divided by n − 1, where n comes from the shape.</summary>
    public Value StandardDeviation(Value x, params ReadOnlySpan<int> axes)
    {
        string layer = _names.Next(nameof(StandardDeviation));
        int[] over = Axes(layer, x, axes);
        Value mean = Reduce(layer, "ReduceMean", x, over, "mean");
        Value difference = Emit(layer, "Sub", [x.Name, mean.Name], x.Shape, part: "difference");
        Value square = Emit(layer, "Mul", [difference.Name, difference.Name], x.Shape, part: "square");
        Value sum = Reduce(layer, "ReduceSum", square, over, "sum");
        Value count = Sizes(layer, x, over[0], over[0] + 1, "count");
        foreach (int axis in over.Skip(1))
        {
            Value size = Sizes(layer, x, axis, axis + 1, $"size{axis}");
            count = Emit(layer, "Mul", [count.Name, size.Name], [Dim.Fixed(1)], part: $"count{axis}", type: ElementType.Int64);
        }
        Value number = Emit(layer, "Cast", [count.Name], [Dim.Fixed(1)], [("to", NodeAttribute.Of((int)ElementType.Float))], "number");
        Value freedom = Emit(layer, "Sub", [number.Name, Scalar(1)], [Dim.Fixed(1)], part: "freedom");
        Value variance = Emit(layer, "Div", [sum.Name, freedom.Name], sum.Shape, part: "variance");
        return Emit(layer, "Sqrt", [variance.Name], sum.Shape);
    }

    private Value Reduced(string name, string opType, Value x, ReadOnlySpan<int> axes)
    {
        string layer = _names.Next(name);
        return Reduce(layer, opType, x, Axes(layer, x, axes));
    }

    /// <summary>Axes are an attribute until opset 17 and an input from 18 on; of ReduceSum from 13 on.</summary>
    private Value Reduce(string layer, string opType, Value x, int[] axes, string? part = null)
    {
        long[] over = [.. axes.Select(axis => (long)axis)];
        Dim[] shape = [.. x.Shape.Select((size, axis) => axes.Contains(axis) ? Dim.Fixed(1) : size)];
        bool asInput = opType == "ReduceSum" || _options.Opset >= 18;
        (string, NodeAttribute) keep = ("keepdims", NodeAttribute.Of(1));
        return asInput
            ? Emit(layer, opType, [x.Name, Constant("axes", over)], shape, [keep], part)
            : Emit(layer, opType, [x.Name], shape, [("axes", NodeAttribute.Of(over)), keep], part);
    }
}
