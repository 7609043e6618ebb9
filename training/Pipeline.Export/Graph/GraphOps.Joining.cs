namespace Pipeline.Export;

public sealed partial class GraphOps
{
    /// <inheritdoc/>
    public Value Concat(params ReadOnlySpan<Value> xs)
    {
        string layer = _names.Next(nameof(Concat));
        Value[] values = xs.ToArray();
        IReadOnlyList<Dim> first = values[0].Shape;
        bool fits = values.All(v => v.Shape.Count == first.Count
            && Enumerable.Range(0, first.Count).All(axis => axis == 1 || v.Shape[axis] == first[axis]));
        if (!fits)
        {
            throw new ExportException(layer, $"sizes differ outside the channel axis: {string.Join(", ", values.Select(v => v.ToString()))}.");
        }
        Dim channels = values.Skip(1).Aggregate(first[1], (sum, v) => sum.Plus(v.Shape[1]));
        return Emit(layer, "Concat", values.Select(v => v.Name), [first[0], channels, .. first.Skip(2)], [("axis", NodeAttribute.Of(1))]);
    }
}
