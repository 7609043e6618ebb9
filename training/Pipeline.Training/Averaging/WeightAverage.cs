using static TorchSharp.torch;

namespace Pipeline.Training.Averaging;

/// <summary>
/// Exponential moving average of a network's weights in a second network: w̄ ← α_k w̄ + (1 − α_k) w after step k = 0, 1, …, with
/// α_k = min(α, 1 − 1/(k + 1)): a plain mean at first, so that the initial weights are forgotten at once. Running statistics of
/// normalisation layers are averaged like weights; counters are copied.
/// </summary>
public sealed class WeightAverage
{
    private readonly (Tensor Source, Tensor Target)[] _pairs;
    private readonly double _decay;

    /// <param name="source">The network that learns.</param>
    /// <param name="target">The average, same shape; becomes a copy of the source.</param>
    /// <param name="decay">α in [0, 1).</param>
    public WeightAverage(nn.Module source, nn.Module target, double decay)
    {
        _decay = decay;
        var targets = target.state_dict();
        _pairs = [.. source.state_dict().OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => (entry.Value, targets[entry.Key]))];
        using var _ = no_grad();
        foreach (var (from, to) in _pairs) to.copy_(from);
    }

    public void Update(long step)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var decay = Math.Min(_decay, 1 - 1.0 / (step + 1));
        foreach (var (source, target) in _pairs)
        {
            if (source.dtype is ScalarType.Float32 or ScalarType.Float64) target.mul_(decay).add_(source, 1 - decay);
            else target.copy_(source);
        }
    }
}
