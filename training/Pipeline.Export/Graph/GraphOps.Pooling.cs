namespace Pipeline.Export;

public sealed partial class GraphOps
{
    /// <inheritdoc/>
    public Value MaxPool2d(Value x, int kernel, int stride, int padding = 0) => Pool(nameof(MaxPool2d), "MaxPool", x, kernel, stride, padding);

    /// <inheritdoc/>
    public Value MaxPool3d(Value x, int kernel, int stride, int padding = 0) => Pool(nameof(MaxPool3d), "MaxPool", x, kernel, stride, padding);

    /// <inheritdoc/>
    public Value AvgPool2d(Value x, int kernel, int stride, int padding = 0) => Pool(nameof(AvgPool2d), "AveragePool", x, kernel, stride, padding);

    /// <inheritdoc/>
    public Value AvgPool3d(Value x, int kernel, int stride, int padding = 0) => Pool(nameof(AvgPool3d), "AveragePool", x, kernel, stride, padding);

    /// <inheritdoc/>
    public Value GlobalAvgPool(Value x) => Emit(_names.Next(nameof(GlobalAvgPool)), "GlobalAveragePool", [x.Name], Pooled(x));

    /// <inheritdoc/>
    public Value GlobalMaxPool(Value x) => Emit(_names.Next(nameof(GlobalMaxPool)), "GlobalMaxPool", [x.Name], Pooled(x));

    /// <summary>
    /// 1 × 1 is GlobalAveragePool. Otherwise the windows' means are linear in rows and in columns: A · x · Bᵀ with constant matrices,
    /// A [height,H], B [width,W], which exist for known H and W only.
    /// </summary>
    public Value AdaptiveAvgPool2d(Value x, int height, int width)
    {
        string layer = _names.Next(nameof(AdaptiveAvgPool2d));
        if (height == 1 && width == 1)
        {
            return Emit(layer, "GlobalAveragePool", [x.Name], Pooled(x));
        }
        if (x.Shape[2].Value is not long rows || x.Shape[3].Value is not long columns)
        {
            throw new ExportException(layer, $"found {x}: pooling to {height} × {width} needs known sizes; export with a fixed shape, or pool to 1 × 1.");
        }
        string a = Constant($"windows_{height}_of_{rows}", [height, rows], Windows(height, (int)rows, transposed: false));
        string b = Constant($"windows_{columns}_to_{width}", [columns, width], Windows(width, (int)columns, transposed: true));
        Value byRows = Emit(layer, "MatMul", [a, x.Name], [x.Shape[0], x.Shape[1], Dim.Fixed(height), x.Shape[3]], part: "rows");
        return Emit(layer, "MatMul", [byRows.Name, b], [x.Shape[0], x.Shape[1], Dim.Fixed(height), Dim.Fixed(width)]);
    }

    private Value Pool(string name, string opType, Value x, int kernel, int stride, int padding)
    {
        int axes = x.Shape.Count - 2;
        Dim[] shape = [x.Shape[0], x.Shape[1], .. x.Shape.Skip(2).Select(size => size.Windows(kernel, stride, 2 * padding))];
        List<(string, NodeAttribute)> attributes =
        [
            ("kernel_shape", Each(kernel, axes)), ("strides", Each(stride, axes)),
        ];
        if (padding > 0)
        {
            attributes.Add(("pads", Each(padding, 2 * axes)));
        }
        if (opType == "AveragePool")
        {
            attributes.Add(("count_include_pad", NodeAttribute.Of(1)));
        }
        return Emit(_names.Next(name), opType, [x.Name], shape, attributes);
    }

    private static NodeAttribute Each(long value, int count) => NodeAttribute.Of([.. Enumerable.Repeat(value, count)]);

    private static Dim[] Pooled(Value x) => [x.Shape[0], x.Shape[1], .. x.Shape.Skip(2).Select(_ => Dim.Fixed(1))];

    /// <summary>Row i holds 1/length from ⌊i·size/count⌋ to ⌈(i+1)·size/count⌉.</summary>
    private static float[] Windows(int count, int size, bool transposed)
    {
        float[] matrix = new float[count * size];
        for (int i = 0; i < count; i++)
        {
            int first = i * size / count, end = (((i + 1) * size) + count - 1) / count;
            for (int j = first; j < end; j++)
            {
                matrix[transposed ? (j * count) + i : (i * size) + j] = 1f / (end - first);
            }
        }
        return matrix;
    }
}
