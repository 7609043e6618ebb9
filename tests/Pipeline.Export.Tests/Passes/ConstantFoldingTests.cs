using Pipeline.Contracts;
using Pipeline.Inference;
using Pipeline.Networks;
using static TorchSharp.torch;

namespace Pipeline.Export.Tests;

public sealed class ConstantFoldingTests
{
    [Fact]
    public void Known_sizes_are_computed_at_export_and_nothing_else_changes()
    {
        using Deformed network = Filled.Network(new Deformed());
        OnnxModel free = Exporter.ToOnnx(network), single = Exporter.ToOnnx(network, new ExportOptions { FixedShape = [2, 6, 5] });
        Assert.Contains(free.Graph.Nodes, node => node.OpType == "Range");
        Assert.DoesNotContain(single.Graph.Nodes, node => node.OpType is "Shape" or "Range" or "Squeeze" or "Unsqueeze" && node.Inputs[0].StartsWith("const/"));
        Assert.Equal([2, 2, 6, 5], single.Graph.Outputs[0].Shape.Select(size => size.Value!.Value));

        ParityInput input = ParityInput.Uniform([2, 2, 6, 5], 1, new Random(3));
        using OnnxRunner one = new(free.ToBytes(), threads: 1), other = new(single.ToBytes(), threads: 1);
        Assert.True(Difference.Of(NetworkRun.Onnx(one, network.Signature, input)["y"], NetworkRun.Onnx(other, network.Signature, input)["y"]).Relative <= 1e-6);
    }

    [Fact]
    public void A_free_size_is_declined_with_the_layer()
    {
        using Deformed network = Filled.Network(new Deformed());
        PassReport report = Exporter.ToOnnx(network).Passes.Single(pass => pass.Pass == nameof(ConstantFolding));
        Assert.Contains(report.Declined, reason => reason.StartsWith("layer: ", StringComparison.Ordinal) && reason.Contains("when the model runs"));
    }

    [Fact]
    public void Arithmetic_is_that_of_single_precision_and_broadcasts()
    {
        OnnxGraph graph = new("constants");
        graph.Inputs.Add(new Value("x", ElementType.Float, [Dim.Fixed(2), Dim.Fixed(3)]));
        Add("const/a", [2, 1], 0.1f, 3);
        Add("const/b", [3], 0.2f, 1, 7);
        graph.Nodes.Add(new Node("Add", "sum", ["const/a", "const/b"], ["sum"]));
        graph.Nodes.Add(new Node("Div", "ratio", ["sum", "const/b"], ["ratio"]));
        graph.Nodes.Add(new Node("Mul", "y", ["x", "ratio"], ["y"]));
        graph.Outputs.Add(new Value("y", ElementType.Float, [Dim.Fixed(2), Dim.Fixed(3)]));
        PassReport report = new ConstantFolding().Apply(graph);
        Assert.Equal(["sum", "ratio"], report.Done);
        float[] expected = [(0.1f + 0.2f) / 0.2f, 0.1f + 1, (0.1f + 7) / 7, (3 + 0.2f) / 0.2f, 3 + 1, (3 + 7f) / 7];
        Assert.Equal(expected, graph.Initializers["const/ratio"].Floats().ToArray());
        Assert.Equal([2, 3], graph.Initializers["const/ratio"].Shape);
        Assert.Equal(["x", "const/ratio"], Assert.Single(graph.Nodes).Inputs);

        void Add(string name, long[] shape, params float[] values) => graph.Initializers.Add(name, Initializer.Of(name, shape, values));
    }

    [Fact]
    public void A_transposed_weight_keeps_its_key()
    {
        using Projected network = Filled.Network(new Projected());
        OnnxGraph graph = Exporter.ToOnnx(network).Graph;
        Assert.Contains("layer.weight", graph.Initializers.Keys);
        Assert.Contains(graph.Nodes, node => node.OpType == "Transpose" && node.Inputs[0] == "layer.weight");
    }

    private sealed class Deformed : OperatorCase
    {
        private readonly DeformConv2d layer;

        public Deformed()
            : base("deformed", 1, 2)
        {
            layer = new DeformConv2d(2, 2, 3, padding: 1);
            RegisterComponents();
        }

        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs)
        {
            T x = inputs[0], nine = ops.Concat(x, x, x, x, ops.Slice(x, 1, 0, 1));
            return ops.DeformConv2d(layer, x, ops.Concat(nine, nine), nine);
        }
    }

    private sealed class Projected : OperatorCase
    {
        private readonly TorchSharp.Modules.Linear layer;

        public Projected()
            : base("projected", 1, 2)
        {
            layer = nn.Linear(2, 3);
            RegisterComponents();
        }

        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.Linear(layer, ops.Transpose(inputs[0], 0, 2, 3, 1));
    }
}
