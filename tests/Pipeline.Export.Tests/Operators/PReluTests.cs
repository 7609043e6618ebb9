using Pipeline.Contracts;
using Pipeline.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Export.Tests;

public sealed class PReluTests : OperatorContract
{
    protected override double Tolerance => Rounding;

    protected override IEnumerable<OperatorCase> Cases() =>
    [
        new Case("one slope", 3, nn.PReLU(1)),
        new Case("a slope per channel", 3, nn.PReLU(3)),
        new Case("3-D", 2, nn.PReLU(2), 3),
    ];

    private sealed class Case(string parameters, int channels, PReLU layer, int dimensions = 2)
        : LayerCase<PReLU>(parameters, channels, layer, dimensions)
    {
        public override float Draw(int input, int index, float normal) => AwayFromZero(normal);

        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.PRelu(Layer, inputs[0]);
    }
}
