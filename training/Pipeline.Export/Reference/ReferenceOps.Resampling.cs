namespace Pipeline.Export;

public sealed partial class ReferenceOps
{
    /// <inheritdoc/>
    public ReferenceTensor UpsampleNearest2d(ReferenceTensor x, int scale)
    {
        int planes = x.Shape[0] * x.Shape[1], height = x.Shape[2], width = x.Shape[3];
        int rows = height * scale, columns = width * scale;
        ReferenceTensor y = ReferenceTensor.Zeros(x.Shape[0], x.Shape[1], rows, columns);
        for (int i = 0; i < y.Data.Length; i++)
        {
            int plane = i / (rows * columns), row = i / columns % rows, column = i % columns;
            y.Data[i] = x.Data[(((plane * height) + (row / scale)) * width) + (column / scale)];
        }
        return Show(nameof(UpsampleNearest2d), null, y);
    }
}
