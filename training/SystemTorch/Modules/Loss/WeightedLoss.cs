using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>A loss with one weight per class or element.</summary>
public abstract class WeightedLoss<T1, T2, TResult> : Loss<T1, T2, TResult>
{
    [ComponentName(Name = nameof(weight))]
    private Tensor? _weight;

    private protected WeightedLoss(string name, Tensor? weight, nn.Reduction reduction) : base(name, reduction) =>
        Assign(ref _weight, weight, nameof(weight));

    public Tensor? weight => _weight;
}
