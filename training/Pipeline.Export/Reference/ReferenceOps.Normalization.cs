using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Export;

public sealed partial class ReferenceOps
{
    /// <inheritdoc/>
    public ReferenceTensor BatchNorm2d(BatchNorm2d m, ReferenceTensor x) => BatchNorm(nameof(BatchNorm2d), m, x);

    /// <inheritdoc/>
    public ReferenceTensor BatchNorm3d(BatchNorm3d m, ReferenceTensor x) => BatchNorm(nameof(BatchNorm3d), m, x);

    /// <inheritdoc/>
    public ReferenceTensor InstanceNorm2d(InstanceNorm2d m, ReferenceTensor x) => InstanceNorm(nameof(InstanceNorm2d), m, x);

    /// <inheritdoc/>
    public ReferenceTensor InstanceNorm3d(InstanceNorm3d m, ReferenceTensor x) => InstanceNorm(nameof(InstanceNorm3d), m, x);

    /// <inheritdoc/>
    public ReferenceTensor GroupNorm(GroupNorm m, ReferenceTensor x)
    {
        int plane = ReferenceTensor.Count(x.Shape.AsSpan(2));
        return Show(nameof(GroupNorm), m, Scaled(Standardised(x, x.Shape[1] / (int)m.num_groups * plane, m.eps), m.weight, m.bias, plane));
    }

    /// <inheritdoc/>
    public ReferenceTensor LayerNorm(LayerNorm m, ReferenceTensor x)
    {
        int length = (int)m.normalized_shape.Aggregate(1L, (product, size) => product * size);
        return Show(nameof(LayerNorm), m, Scaled(Standardised(x, length, m.eps), m.weight, m.bias, 1));
    }

    private ReferenceTensor BatchNorm(string operatorName, NormBase m, ReferenceTensor x) =>
        m.running_mean is { } mean && m.running_var is { } variance
            ? Show(operatorName, m, Fixed(m, x, mean, variance))
            : throw new ExportException(_names.PathOf(m), "batch norm keeps no running statistics; build it with track_running_stats: true.");

    private ReferenceTensor InstanceNorm(string operatorName, NormBase m, ReferenceTensor x)
    {
        int plane = ReferenceTensor.Count(x.Shape.AsSpan(2));
        return Show(operatorName, m, m.running_mean is { } mean && m.running_var is { } variance
            ? Fixed(m, x, mean, variance)
            : Scaled(Standardised(x, plane, m.eps), m.weight, m.bias, plane));
    }

    /// <summary>Normalised per channel with statistics that do not come from x.</summary>
    private static ReferenceTensor Fixed(NormBase m, ReferenceTensor x, Tensor runningMean, Tensor runningVariance)
    {
        double[] mean = TensorValues.Doubles(runningMean), variance = TensorValues.Doubles(runningVariance);
        int plane = ReferenceTensor.Count(x.Shape.AsSpan(2)), channels = x.Shape[1];
        double[] normalised = [.. x.Data.Select((value, i) =>
            (value - mean[i / plane % channels]) / Math.Sqrt(variance[i / plane % channels] + m.eps))];
        return Scaled(x with { Data = normalised }, m.weight, m.bias, plane);
    }

    /// <summary>Every block of so many neighbouring elements with mean 0 and variance 1 (divided by n, not n − 1).</summary>
    private static ReferenceTensor Standardised(ReferenceTensor x, int length, double epsilon) => x with
    {
        Data = [.. x.Data.Chunk(length).SelectMany(block =>
        {
            double mean = block.Average(), variance = block.Average(value => (value - mean) * (value - mean));
            return block.Select(value => (value - mean) / Math.Sqrt(variance + epsilon));
        })],
    };

    /// <summary>x · weight + bias; a weight belongs to so many neighbouring elements, then comes the next one, round and round.</summary>
    private static ReferenceTensor Scaled(ReferenceTensor x, Tensor? weight, Tensor? bias, int run)
    {
        double[] w = weight is null ? [1] : TensorValues.Doubles(weight), b = bias is null ? [0] : TensorValues.Doubles(bias);
        return x with { Data = [.. x.Data.Select((value, i) => (value * w[i / run % w.Length]) + b[i / run % b.Length])] };
    }
}
