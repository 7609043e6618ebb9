namespace Pipeline.Export;

public sealed partial class ReferenceOps
{
    /// <inheritdoc/>
    public ReferenceTensor Concat(params ReadOnlySpan<ReferenceTensor> xs)
    {
        int[] shape = [.. xs[0].Shape];
        shape[1] = 0;
        foreach (ReferenceTensor x in xs)
        {
            if (x.Shape[0] != shape[0] || !x.Shape.AsSpan(2).SequenceEqual(shape.AsSpan(2)))
            {
                throw new ArgumentException(
                    $"Concat: found {string.Join('×', x.Shape)} beside {string.Join('×', xs[0].Shape)}; sizes may differ on the channel axis only.");
            }
            shape[1] += x.Shape[1];
        }
        ReferenceTensor y = ReferenceTensor.Zeros(shape);
        int offset = 0;
        for (int n = 0; n < shape[0]; n++)
        {
            foreach (ReferenceTensor x in xs)
            {
                int length = x.Data.Length / shape[0];
                x.Data.AsSpan(n * length, length).CopyTo(y.Data.AsSpan(offset));
                offset += length;
            }
        }
        return Show(nameof(Concat), null, y);
    }
}
