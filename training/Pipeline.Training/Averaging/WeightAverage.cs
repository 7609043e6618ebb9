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
    private readonly double _shrink;

    /// <param name="source">The network that learns.</param>
    /// <param name="target">The average, same shape; becomes a copy of the source.</param>
    /// <param name="decay">α in [0, 1).</param>
    public WeightAverage(nn.Module source, nn.Module target, double decay)
        : this(source.state_dict(), target.state_dict(), decay, shrink: 0)
    {
    }

    private WeightAverage(Dictionary<string, Tensor> source, Dictionary<string, Tensor> target, double decay, double shrink)
    {
        _decay = decay;
        _shrink = shrink;
        _pairs = [.. source.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => (entry.Value, target[entry.Key]))];
        using var _ = no_grad();
        foreach (var (from, to) in _pairs) to.copy_(from);
    }

    /// <summary>
    /// A mean teacher's update (Tarvainen and Valpola 2017, with the decay of the semi-supervised paper's code): parameters only, each times
    /// 1 − <paramref name="shrink"/> afterwards; running statistics come from the teacher's own forward passes.
    /// </summary>
    public static WeightAverage Teacher(nn.Module student, nn.Module teacher, double decay, double shrink) =>
        new(Parameters(student), Parameters(teacher), decay, shrink);

    public void Update(long step)
    {
        using var scope = NewDisposeScope();
        using var _ = no_grad();
        var decay = Math.Min(_decay, 1 - 1.0 / (step + 1));
        foreach (var (source, target) in _pairs)
        {
            if (source.dtype is ScalarType.Float32 or ScalarType.Float64) target.mul_(decay).add_(source, 1 - decay);
            else target.copy_(source);
            if (_shrink > 0) target.mul_(1 - _shrink);
        }
    }

    private static Dictionary<string, Tensor> Parameters(nn.Module module) =>
        module.named_parameters().ToDictionary(entry => entry.Item1, entry => (Tensor)entry.Item2, StringComparer.Ordinal);
}
