using Pipeline.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace Pipeline.Export.Tests;

/// <summary>A network with a map, the features behind it, and what is no map over the input's grid.</summary>
internal sealed class MapNetwork : ExportableNetwork
{
    private readonly Conv2d features, head, score;

    public MapNetwork()
        : base(nameof(MapNetwork))
    {
        features = Conv2d(1, 3, 3, padding: 1);
        head = Conv2d(3, 1, 1);
        score = Conv2d(3, 1, 2, stride: 2);
        RegisterComponents();
    }

    public override Signature Signature { get; } = new(["image"], ["map", "maps", "coarse"], 1, 8);

    public override IReadOnlyList<T> Run<T>(IOps<T> ops, IReadOnlyList<T> inputs)
    {
        T x = ops.Relu(ops.Conv2d(features, inputs[0]));
        return [ops.Relu(ops.Conv2d(head, x)), x, ops.Conv2d(score, x)];
    }
}
