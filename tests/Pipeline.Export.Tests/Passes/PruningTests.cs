using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class PruningTests
{
    [Fact]
    public void What_returns_its_input_is_removed()
    {
        using Idle network = new();
        network.eval();
        OnnxModel model = Exporter.ToOnnx(network);
        PassReport report = model.Passes.Single(pass => pass.Pass == nameof(Pruning));
        Assert.Equal(["Concat", "Transpose", "Pad", "UpsampleNearest2d", "Mul"], report.Done);
        Node only = Assert.Single(model.Graph.Nodes);
        Assert.Equal(("Relu", "x0"), (only.OpType, Assert.Single(only.Inputs)));
        Assert.True(Parity.Check(network, model.ToBytes()).Passed);
    }

    [Fact]
    public void An_output_keeps_its_node_and_the_report_says_so()
    {
        using Copy network = new();
        network.eval();
        OnnxModel model = Exporter.ToOnnx(network);
        Assert.Equal("Identity", Assert.Single(model.Graph.Nodes).OpType);
        Assert.Contains("output y", Assert.Single(model.Passes.Single(pass => pass.Pass == nameof(Pruning)).Declined), StringComparison.Ordinal);
    }

    private sealed class Idle() : OperatorCase("idle", 1, 2)
    {
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs)
        {
            T x = ops.Transpose(ops.Concat(inputs[0]), 0, 1, 2, 3);
            return ops.Relu(ops.Mul(ops.UpsampleNearest2d(ops.Pad(x, [0, 0]), 1), 1));
        }
    }

    private sealed class Copy() : OperatorCase("copy", 1, 2)
    {
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => inputs[0];
    }
}
