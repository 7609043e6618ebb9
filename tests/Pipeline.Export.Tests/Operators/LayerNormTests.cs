using Pipeline.Contracts;
using Pipeline.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Export.Tests;

public sealed class LayerNormTests : OperatorContract
{
    protected override IEnumerable<OperatorCase> Cases() =>
    [
        new Case("channels", 4, nn.LayerNorm(4)),
        new Case("large epsilon", 3, nn.LayerNorm(3, eps: 0.1)),
        new Case("without weights", 3, nn.LayerNorm(3, elementwise_affine: false)),
        new Case("two axes", 6, nn.LayerNorm([2, 3]), split: true),
    ];

    // Channels last, and for two axes split into 2 × 3.
    private sealed class Case(string parameters, int channels, LayerNorm layer, bool split = false) : LayerCase<LayerNorm>(parameters, channels, layer)
    {
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs)
        {
            T last = ops.Transpose(inputs[0], 0, 2, 3, 1);
            return ops.LayerNorm(Layer, split ? ops.Reshape(last, 0, 0, 0, 2, 3) : last);
        }
    }
}
