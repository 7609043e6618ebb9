using Pipeline.Contracts;
using Pipeline.Networks;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Export.Tests;

/// <summary>How results get the signature's names, whatever reads them and whatever the layers are called.</summary>
public sealed class OutputNamesTests
{
    [Fact]
    public void A_result_that_is_read_twice_and_given_twice_keeps_every_reader()
    {
        using Twice network = new();
        network.eval();
        OnnxModel model = Exporter.ToOnnx(network);
        Assert.Equal(["y", "square", "again"], model.Graph.Outputs.Select(output => output.Name));
        ParityResult result = Parity.Check(network, model.ToBytes());
        Assert.True(result.Passed, string.Join("; ", result.Failures));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("y")]
    public void A_layer_with_the_name_of_an_input_or_of_another_output_is_refused(string field)
    {
        using Collision network = new(field);
        network.eval();
        ExportException error = Assert.Throws<ExportException>(() => Exporter.ToOnnx(network));
        Assert.Equal(field, error.Layer);
        Assert.Contains("rename the field", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_with_a_smallest_size_is_compared_from_there_on()
    {
        Signature signature = new(["x"], ["y"], 1, 1) { MinimumSize = 64 };
        Assert.All(ParityOptions.Default.RandomInputs(signature), input => Assert.True(input.Shape[2] >= 64 && input.Shape[3] >= 64));
    }

    [Fact]
    public void A_reduction_over_no_axes_is_refused()
    {
        using NoAxes network = new();
        network.eval();
        Assert.Contains("found no axes", Assert.Throws<ExportException>(() => Exporter.ToOnnx(network)).Message, StringComparison.Ordinal);
    }

    private sealed class Twice() : ExportableNetwork("twice")
    {
        public override Signature Signature { get; } = new(["x"], ["y", "square", "again"], 2, 1);

        public override IReadOnlyList<T> Run<T>(IOps<T> ops, IReadOnlyList<T> inputs)
        {
            T y = ops.Relu(inputs[0]);
            return [y, ops.Mul(y, y), y];
        }
    }

    private sealed class Collision : ExportableNetwork
    {
        private readonly Conv2d _layer;

        public Collision(string field)
            : base("collision")
        {
            _layer = nn.Conv2d(2, 2, 1);
            register_module(field, _layer);
        }

        public override Signature Signature { get; } = new(["x"], ["y"], 2, 1);

        public override IReadOnlyList<T> Run<T>(IOps<T> ops, IReadOnlyList<T> inputs) => [ops.Relu(ops.Conv2d(_layer, inputs[0]))];
    }

    private sealed class NoAxes() : OperatorCase("no axes", 1, 2)
    {
        protected override T Apply<T>(IOps<T> ops, IReadOnlyList<T> inputs) => ops.Sum(inputs[0]);
    }
}
