using TorchSharp.Modules;

namespace Pipeline.Export;

public sealed partial class ReferenceOps
{
    /// <inheritdoc/>
    public ReferenceTensor Linear(Linear m, ReferenceTensor x)
    {
        int inputs = x.Shape[^1], outputs = (int)m.weight.shape[0];
        double[] weight = TensorValues.Doubles(m.weight), bias = m.bias is null ? new double[outputs] : TensorValues.Doubles(m.bias);
        ReferenceTensor y = ReferenceTensor.Zeros([.. x.Shape[..^1], outputs]);
        for (int i = 0; i < y.Data.Length; i++)
        {
            int row = i / outputs, o = i % outputs;
            y.Data[i] = bias[o];
            for (int k = 0; k < inputs; k++)
            {
                y.Data[i] += weight[(o * inputs) + k] * x.Data[(row * inputs) + k];
            }
        }
        return Show(nameof(Linear), m, y);
    }

    /// <inheritdoc/>
    public ReferenceTensor MatMul(ReferenceTensor a, ReferenceTensor b)
    {
        (ReferenceTensor left, ReferenceTensor right) = ReferenceTensor.Broadcast(a, b, kept: 2);
        int rows = left.Shape[^2], inner = left.Shape[^1], columns = right.Shape[^1];
        if (right.Shape[^2] != inner)
        {
            throw new ArgumentException($"MatMul: found {a.Sizes} times {b.Sizes}; the last size of the first must be the last but one of the second.");
        }
        ReferenceTensor y = ReferenceTensor.Zeros([.. left.Shape[..^1], columns]);
        for (int i = 0; i < y.Data.Length; i++)
        {
            int batch = i / (rows * columns), row = i / columns, column = i % columns;
            for (int k = 0; k < inner; k++)
            {
                y.Data[i] += left.Data[(row * inner) + k] * right.Data[(((batch * inner) + k) * columns) + column];
            }
        }
        return Show(nameof(MatMul), null, y);
    }
}
