using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Instance norm: every channel of every image is normalised by itself.</summary>
public abstract class InstanceNorm : NormBase
{
    public InstanceNorm(long num_features, double eps, double? momentum, bool affine, bool track_running_stats, Device? device, ScalarType? dtype, string name)
        : base(num_features, eps, momentum ?? 0.1, affine, track_running_stats, device, dtype, name) { }

    /// <summary>Number of axes from the channel axis on.</summary>
    protected abstract long GetNumberOfBatchDimensions();

    public override Tensor forward(Tensor input)
    {
        ValidateInputDimensions(input);
        var channelAxis = (int)(input.ndim - GetNumberOfBatchDimensions());
        if (input.shape[channelAxis] != num_features)
            throw new ArgumentException($"{GetName()}: found {input.shape[channelAxis]} channels on axis {channelAxis}, expected {num_features}.");
        if (channelAxis > 0) return Normalise(input);

        using var batched = input.unsqueeze(0);
        using var result = Normalise(batched);
        return result.squeeze(0);
    }

    private Tensor Normalise(Tensor input) =>
        nn.functional.instance_norm(input, running_mean, running_var, weight, bias, training || !track_running_stats, momentum ?? 0.1, eps);
}
