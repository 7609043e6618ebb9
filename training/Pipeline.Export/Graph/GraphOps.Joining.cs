namespace Pipeline.Export;

public sealed partial class GraphOps
{
    /// <inheritdoc/>
    public Value Concat(params ReadOnlySpan<Value> xs) => Concat(1, xs);

    /// <inheritdoc/>
    public Value Concat(int axis, params ReadOnlySpan<Value> xs)
    {
        string layer = _names.Next(nameof(Concat));
        Value[] values = xs.ToArray();
        int along = Axis(layer, values[0], axis);
        Dim[] shape = [.. values[0].Shape];
        foreach (Value value in values.Skip(1))
        {
            bool fits = value.Shape.Count == shape.Length && Enumerable.Range(0, shape.Length).All(i => i == along || value.Shape[i] == shape[i]);
            if (!fits)
            {
                throw new ExportException(layer, $"sizes differ outside axis {along}: {string.Join(", ", values.Select(v => v.ToString()))}.");
            }
            shape[along] = shape[along].Plus(value.Shape[along]);
        }
        return Emit(layer, "Concat", values.Select(value => value.Name), shape, [("axis", NodeAttribute.Of(along))]);
    }
}
