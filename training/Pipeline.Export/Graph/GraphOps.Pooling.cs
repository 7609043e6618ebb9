namespace Pipeline.Export;

public sealed partial class GraphOps
{
    /// <inheritdoc/>
    public Value MaxPool2d(Value x, int kernel, int stride)
    {
        Dim[] shape = [x.Shape[0], x.Shape[1], x.Shape[2].Windows(kernel, stride, 0), x.Shape[3].Windows(kernel, stride, 0)];
        return Emit(_names.Next(nameof(MaxPool2d)), "MaxPool", [x.Name], shape,
        [
            ("kernel_shape", NodeAttribute.Of([kernel, kernel])), ("strides", NodeAttribute.Of([stride, stride])),
        ]);
    }
}
