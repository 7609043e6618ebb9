using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Normalises groups of channels of [N, C, ...]; scale and shift are [C].</summary>
public sealed class GroupNorm : nn.Module<Tensor, Tensor>
{
    [ComponentName(Name = nameof(weight))]
    private Parameter? _weight;

    [ComponentName(Name = nameof(bias))]
    private Parameter? _bias;

    internal GroupNorm(long num_groups, long num_channels, double eps, bool affine, Device? device, ScalarType? dtype)
        : base(nameof(GroupNorm))
    {
        if (num_groups <= 0 || num_channels % num_groups != 0)
            throw new ArgumentException($"Found {num_channels} channels in {num_groups} groups; channels must be divisible by groups.", nameof(num_groups));

        this.num_groups = num_groups;
        this.eps = eps;
        this.affine = affine;
        if (!affine) return;
        weight = new Parameter(ones([num_channels], dtype: dtype, device: device));
        bias = new Parameter(zeros([num_channels], dtype: dtype, device: device));
    }

    public Parameter? bias
    {
        get => _bias;
        set => Assign(ref _bias, value, nameof(bias));
    }

    public Parameter weight
    {
        get => _weight!;
        set => Assign(ref _weight, value, nameof(weight));
    }

    public long num_groups { get; set; }

    public double eps { get; set; }

    public bool affine { get; set; }

    public override Tensor forward(Tensor tensor)
    {
        if (tensor.ndim < 3)
            throw new ArgumentException($"{GetName()}: found input with {tensor.ndim} axes, expected [N, C, ...] with at least 3.");
        return nn.functional.group_norm(tensor, num_groups, _weight, _bias, eps);
    }
}
