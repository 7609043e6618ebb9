using TorchSharp.Modules;

namespace Pipeline.Export;

public sealed partial class ReferenceOps
{
    /// <summary>y = (x − mean[c]) / sqrt(var[c] + eps) · weight[c] + bias[c] with the running statistics.</summary>
    public ReferenceTensor BatchNorm2d(BatchNorm2d m, ReferenceTensor x)
    {
        if (m.running_mean is null || m.running_var is null)
        {
            throw new ExportException(_names.PathOf(m), "batch norm keeps no running statistics; build it with track_running_stats: true.");
        }
        int channels = x.Shape[1], plane = x.Data.Length / (x.Shape[0] * channels);
        double[] mean = TensorValues.Doubles(m.running_mean), variance = TensorValues.Doubles(m.running_var);
        double[]? weight = m.weight is null ? null : TensorValues.Doubles(m.weight);
        double[]? bias = m.bias is null ? null : TensorValues.Doubles(m.bias);
        ReferenceTensor y = ReferenceTensor.Zeros(x.Shape);
        for (int i = 0; i < x.Data.Length; i++)
        {
            int c = i / plane % channels;
            double normalised = (x.Data[i] - mean[c]) / Math.Sqrt(variance[c] + m.eps);
            y.Data[i] = (normalised * (weight?[c] ?? 1)) + (bias?[c] ?? 0);
        }
        return Show(nameof(BatchNorm2d), m, y);
    }
}
