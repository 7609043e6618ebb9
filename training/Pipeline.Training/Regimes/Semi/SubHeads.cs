using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Training.Regimes.Semi;

/// <summary>S heads on the same features, each with weights of its own.</summary>
public sealed class SubHeads : nn.Module
{
    private readonly ModuleList<nn.Module<Tensor, Tensor>> heads;

    public SubHeads(IEnumerable<nn.Module<Tensor, Tensor>> heads)
        : base(nameof(SubHeads))
    {
        this.heads = nn.ModuleList(heads.ToArray());
        RegisterComponents();
    }

    public IEnumerable<nn.Module<Tensor, Tensor>> Each => heads;
}
