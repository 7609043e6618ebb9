using Pipeline.Contracts;
using Pipeline.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Export.Tests;

public sealed class Dropout3dTests : OperatorContract
{
    protected override double Tolerance => Exact;

    protected override IEnumerable<OperatorCase> Cases() => [new Case(nn.Dropout3d(0.5)), new Case(nn.Dropout3d(0.1))];

    // In evaluation mode the exported graph has nothing of it; the rectifier gives the graph a node.
    private sealed class Case(Dropout3d layer) : LayerCase<Dropout3d>("in evaluation", 3, layer, dimensions: 3)
    {
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.Dropout3d(Layer, ops.Relu(inputs[0]));

        public override float Draw(int input, int index, float normal) => AwayFromZero(normal);
    }
}
