using System.Text.Json;
using Pipeline.Networks;
using Pipeline.Networks.Tests;
using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Export.Tests;

/// <summary>The vector of deformable convolution against the reference interpreter; Torch's is tested where the operator is.</summary>
public sealed class DeformConv2dVectorsTests
{
    [Fact]
    public void The_reference_interpreter_gives_the_vectors_values()
    {
        JsonElement vector = VectorFile.Case("self", "deform_conv");
        (long[] shape, double[] weight) = vector.Numbers("weight");
        using DeformConv2d layer = new DeformConv2d(shape[1], shape[0], shape[2], padding: 1, bias: false).to(ScalarType.Float64);
        using (no_grad())
        {
            layer.weight.copy_(tensor(weight, shape));
        }
        ReferenceTensor[] inputs = [.. new[] { "x", "offset", "mask" }.Select(name => vector.Numbers(name))
            .Select(value => new ReferenceTensor(Array.ConvertAll(value.Shape, size => (int)size), value.Data))];
        ReferenceTensor y = new ReferenceOps(layer).DeformConv2d(layer, inputs[0], inputs[1], inputs[2]);
        double[] expected = vector.Numbers("y").Data;
        Assert.InRange(Difference.Of(expected, y.Data).MaxAbs, 0, 1e-10 * Math.Max(1, expected.Max(Math.Abs)));
    }
}
