using Pipeline.Contracts;
using Pipeline.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Export.Tests;

/// <summary>What an opset lacks is refused with the layer, and what an opset spells differently is spelt so.</summary>
public sealed class OpsetTests
{
    [Theory]
    [InlineData(15, 2, "GridSample needs opset 16, found 15")]
    [InlineData(17, 3, "GridSample of volumes needs opset 20, found 17")]
    public void Grid_sampling_is_refused_below_its_opset(int opset, int dimensions, string message)
    {
        using Sampled network = new(dimensions);
        network.eval();
        ExportException error = Assert.Throws<ExportException>(() => Exporter.ToOnnx(network, new ExportOptions { Opset = opset }));
        Assert.Equal("GridSample", error.Layer);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(16, 2, "bilinear")]
    [InlineData(20, 2, "linear")]
    [InlineData(20, 3, "linear")]
    public void Grid_sampling_runs_in_the_opsets_own_words(int opset, int dimensions, string mode)
    {
        using Sampled network = new(dimensions);
        network.eval();
        OnnxModel model = Exporter.ToOnnx(network, new ExportOptions { Opset = opset });
        Assert.Equal(mode, model.Graph.Nodes.Single(node => node.OpType == "GridSample").Attributes["mode"].ToString());
        ParityResult result = Parity.Check(network, model.ToBytes());
        Assert.True(result.Passed, string.Join("; ", result.Failures));
    }

    [Fact]
    public void Layer_normalisation_is_refused_below_opset_17()
    {
        using Normalised network = new();
        network.eval();
        ExportException error = Assert.Throws<ExportException>(() => Exporter.ToOnnx(network, new ExportOptions { Opset = 16 }));
        Assert.Equal("layer", error.Layer);
        Assert.Contains("needs opset 17", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(17)]
    [InlineData(18)]
    [InlineData(22)]
    public void Reductions_carry_their_axes_where_the_opset_wants_them(int opset)
    {
        using Reduced network = new();
        network.eval();
        OnnxModel model = Exporter.ToOnnx(network, new ExportOptions { Opset = opset });
        Node mean = model.Graph.Nodes.Single(node => node.OpType == "ReduceMean");
        Assert.Equal(opset < 18, mean.Attributes.ContainsKey("axes"));
        ParityResult result = Parity.Check(network, model.ToBytes());
        Assert.True(result.Passed, string.Join("; ", result.Failures));
    }

    private sealed class Sampled(int dimensions) : ExportableNetwork("sampled")
    {
        public override Signature Signature { get; } = new(["x"], ["y"], dimensions, 1) { Dimensions = dimensions };

        // The image's own values, brought into [−1, 1], are the points.
        public override IReadOnlyList<T> Run<T>(IOps<T> ops, IReadOnlyList<T> inputs)
        {
            T points = ops.Transpose(ops.Add(ops.Mul(inputs[0], 1.8), -0.9), dimensions == 2 ? [0, 2, 3, 1] : [0, 2, 3, 4, 1]);
            return [ops.GridSample(inputs[0], points, alignCorners: true)];
        }
    }

    private sealed class Normalised : OperatorCase
    {
        private readonly LayerNorm layer;

        public Normalised()
            : base("normalised", 1, 4)
        {
            layer = nn.LayerNorm(4);
            RegisterComponents();
        }

        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.LayerNorm(layer, ops.Transpose(inputs[0], 0, 2, 3, 1));
    }

    private sealed class Reduced() : OperatorCase("reduced", 1, 2)
    {
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.Sub(inputs[0], ops.Mean(inputs[0], 2, 3));
    }
}
