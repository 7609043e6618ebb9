namespace Pipeline.Export;

public sealed partial class ReferenceOps
{
    /// <inheritdoc/>
    public ReferenceTensor Concat(params ReadOnlySpan<ReferenceTensor> xs) => Concat(1, xs);

    /// <inheritdoc/>
    public ReferenceTensor Concat(int axis, params ReadOnlySpan<ReferenceTensor> xs)
    {
        axis = xs[0].Axis(axis);
        int joined = 0;
        foreach (ReferenceTensor x in xs)
        {
            if (!x.With(axis, 0).SequenceEqual(xs[0].With(axis, 0)))
            {
                throw new ArgumentException($"Concat: found {x.Sizes} beside {xs[0].Sizes}; sizes may differ on axis {axis} only.");
            }
            joined += x.Shape[axis];
        }
        ReferenceTensor y = ReferenceTensor.Zeros(xs[0].With(axis, joined));
        int outer = ReferenceTensor.Count(y.Shape.AsSpan(0, axis)), offset = 0;
        for (int i = 0; i < outer; i++)
        {
            foreach (ReferenceTensor x in xs)
            {
                int length = x.Data.Length / outer;
                x.Data.AsSpan(i * length, length).CopyTo(y.Data.AsSpan(offset));
                offset += length;
            }
        }
        return Show(nameof(Concat), null, y);
    }
}
