using TorchSharp.Modules;

namespace Pipeline.Export;

public sealed partial class ReferenceOps
{
    /// <inheritdoc/>
    public ReferenceTensor Relu(ReferenceTensor x) => Each(nameof(Relu), x, value => Math.Max(value, 0));

    /// <inheritdoc/>
    public ReferenceTensor LeakyRelu(ReferenceTensor x, double slope = 0.01) =>
        Each(nameof(LeakyRelu), x, value => value >= 0 ? value : slope * value);

    /// <inheritdoc/>
    public ReferenceTensor PRelu(PReLU m, ReferenceTensor x)
    {
        double[] slopes = TensorValues.Doubles(m.weight);
        int inner = ReferenceTensor.Count(x.Shape.AsSpan(2));
        return Show(nameof(PRelu), m, x with
        {
            Data = [.. x.Data.Select((value, i) => value >= 0 ? value : value * slopes[i / inner % x.Shape[1] % slopes.Length])],
        });
    }

    /// <inheritdoc/>
    public ReferenceTensor Elu(ReferenceTensor x, double alpha = 1) =>
        Each(nameof(Elu), x, value => value > 0 ? value : alpha * (Math.Exp(value) - 1));

    /// <inheritdoc/>
    public ReferenceTensor Gelu(ReferenceTensor x) =>
        Each(nameof(Gelu), x, value => value / 2 * (1 + ErrorFunction.Erf(value / Math.Sqrt(2))));

    /// <inheritdoc/>
    public ReferenceTensor Silu(ReferenceTensor x) => Each(nameof(Silu), x, value => value / (1 + Math.Exp(-value)));

    /// <inheritdoc/>
    public ReferenceTensor Sigmoid(ReferenceTensor x) => Each(nameof(Sigmoid), x, value => 1 / (1 + Math.Exp(-value)));

    /// <inheritdoc/>
    public ReferenceTensor Tanh(ReferenceTensor x) => Each(nameof(Tanh), x, Math.Tanh);

    /// <summary>log(1 + eˣ) as max(x, 0) + log(1 + e^−|x|), which does not overflow.</summary>
    public ReferenceTensor Softplus(ReferenceTensor x) =>
        Each(nameof(Softplus), x, value => Math.Max(value, 0) + Math.Log(1 + Math.Exp(-Math.Abs(value))));

    /// <inheritdoc/>
    public ReferenceTensor Softmax(ReferenceTensor x, int axis = 1) => Show(nameof(Softmax), null, Lines(x, axis, line =>
    {
        double logSum = LogSumExp(line);
        return Array.ConvertAll(line, value => Math.Exp(value - logSum));
    }));

    /// <inheritdoc/>
    public ReferenceTensor LogSoftmax(ReferenceTensor x, int axis = 1) => Show(nameof(LogSoftmax), null, Lines(x, axis, line =>
    {
        double logSum = LogSumExp(line);
        return Array.ConvertAll(line, value => value - logSum);
    }));

    /// <summary>log Σ exp(x) with the largest value taken out, so that nothing overflows.</summary>
    private static double LogSumExp(double[] line)
    {
        double largest = line.Max();
        return largest + Math.Log(line.Sum(value => Math.Exp(value - largest)));
    }

    private ReferenceTensor Each(string operatorName, ReferenceTensor x, Converter<double, double> function) =>
        Show(operatorName, null, x with { Data = Array.ConvertAll(x.Data, function) });

    /// <summary>Every line of elements along an axis replaced by another of the same length.</summary>
    private static ReferenceTensor Lines(ReferenceTensor x, int axis, Func<double[], double[]> change)
    {
        int[] order = [.. Enumerable.Range(0, x.Shape.Length)];
        axis = x.Axis(axis);
        (order[axis], order[^1]) = (order[^1], order[axis]);
        ReferenceTensor moved = x.Permute(order);
        return (moved with { Data = [.. moved.Data.Chunk(x.Shape[axis]).SelectMany(change)] }).Permute(order);
    }
}
