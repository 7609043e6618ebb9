using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

/// <summary>The two forms of the deformable convolution: GridSample everywhere, DeformConv where the runtime has a kernel.</summary>
public sealed class DeformConvTargetTests
{
    [Fact]
    public void The_portable_form_is_the_default_and_is_the_network()
    {
        using Deformed network = Filled.Network(new Deformed());
        OnnxModel model = Exporter.ToOnnx(network);
        Assert.DoesNotContain(model.Graph.Nodes, node => node.OpType == "DeformConv");
        AssertParity(network, model);
    }

    [Theory]
    [InlineData(19)]
    [InlineData(22)]
    public void The_native_form_is_the_network(int opset)
    {
        using Deformed network = Filled.Network(new Deformed());
        OnnxModel model = Exporter.ToOnnx(network, new ExportOptions { Opset = opset, Target = ExportTarget.NativeDeformConv });
        Assert.Single(model.Graph.Nodes, node => node.OpType == "DeformConv");
        AssertParity(network, model);
    }

    [Fact]
    public void The_native_form_is_refused_below_its_opset()
    {
        using Deformed network = Filled.Network(new Deformed());
        ExportException error = Assert.Throws<ExportException>(
            () => Exporter.ToOnnx(network, new ExportOptions { Target = ExportTarget.NativeDeformConv }));
        Assert.Equal("layer", error.Layer);
        Assert.Contains("DeformConv needs opset 19, found 17", error.Message, StringComparison.Ordinal);
    }

    private static void AssertParity(Deformed network, OnnxModel model)
    {
        ParityResult result = Parity.Check(network, model.ToBytes());
        Assert.True(result.Passed, string.Join("; ", result.Failures));
    }

    /// <summary>Offsets and mask from the image: up to two pixels in each direction.</summary>
    private sealed class Deformed : OperatorCase
    {
        private readonly TorchSharp.Modules.Conv2d offsets;
        private readonly DeformConv2d layer;

        public Deformed()
            : base("deformed", 1, 3)
        {
            offsets = TorchSharp.torch.nn.Conv2d(3, 27, 3, padding: 1);
            layer = new DeformConv2d(3, 4, 3, padding: 1);
            RegisterComponents();
        }

        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs)
        {
            T predicted = ops.Conv2d(offsets, inputs[0]);
            return ops.DeformConv2d(layer, inputs[0], ops.Slice(predicted, 1, 0, 18), ops.Sigmoid(ops.Slice(predicted, 1, 18)));
        }
    }
}
