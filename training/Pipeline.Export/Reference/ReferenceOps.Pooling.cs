namespace Pipeline.Export;

public sealed partial class ReferenceOps
{
    /// <inheritdoc/>
    public ReferenceTensor MaxPool2d(ReferenceTensor x, int kernel, int stride)
    {
        int planes = x.Shape[0] * x.Shape[1], height = x.Shape[2], width = x.Shape[3];
        int rows = Windows(height, kernel, stride, 0, 1), columns = Windows(width, kernel, stride, 0, 1);
        ReferenceTensor y = ReferenceTensor.Zeros(x.Shape[0], x.Shape[1], rows, columns);
        for (int plane = 0; plane < planes; plane++)
        {
            for (int p = 0; p < rows; p++)
            {
                for (int q = 0; q < columns; q++)
                {
                    double largest = double.NegativeInfinity;
                    for (int i = 0; i < kernel * kernel; i++)
                    {
                        int row = (p * stride) + (i / kernel), column = (q * stride) + (i % kernel);
                        largest = Math.Max(largest, x.Data[(((plane * height) + row) * width) + column]);
                    }
                    y.Data[(((plane * rows) + p) * columns) + q] = largest;
                }
            }
        }
        return Show(nameof(MaxPool2d), null, y);
    }
}
