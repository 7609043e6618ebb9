using Pipeline.Bundles;
using Pipeline.Contracts;
using Pipeline.Inference;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class OnnxWriterTests
{
    [Fact]
    public void File_says_opset_version_producer_and_metadata()
    {
        using MiUNet network = Filled.Network(new MiUNet(1, 4, width: 2));
        OnnxSummary summary = OnnxWalk.Check(Exporter.ToOnnx(network).ToBytes(new Dictionary<string, string> { [Card.MetadataKey] = "{}" }));
        Assert.Equal((17, 8, "Pipeline.Export"), (summary.Opset, summary.IrVersion, summary.Producer));
        Assert.Equal("{}", summary.Metadata[Card.MetadataKey]);
        Assert.StartsWith("[\"Conv1.conv.1\",\"Conv1.conv.4\"", summary.Metadata[OnnxModel.FoldedKey], StringComparison.Ordinal);
        Assert.Equal(4, summary.Operators["Resize"]);
        Assert.Equal(network.parameters().Sum(parameter => parameter.numel()), ParametersBeforeFolding(network));
    }

    [Theory]
    [InlineData(15, 8)]
    [InlineData(18, 8)]
    [InlineData(19, 9)]
    [InlineData(21, 10)]
    [InlineData(22, 10)]
    public void Every_offered_opset_runs_and_agrees(int opset, int irVersion)
    {
        using MiUNet network = Filled.Network(new MiUNet(1, 4, width: 2));
        byte[] model = Exporter.ToOnnx(network, new ExportOptions { Opset = opset }).ToBytes();
        OnnxSummary summary = OnnxWalk.Check(model);
        Assert.Equal((opset, irVersion), (summary.Opset, summary.IrVersion));
        Assert.True(Parity.Check(network, model).Passed);
    }

    [Fact]
    public void Metadata_order_does_not_change_the_bytes()
    {
        using MiUNet network = Filled.Network(new MiUNet(1, 4, width: 1));
        OnnxModel model = Exporter.ToOnnx(network);
        Assert.Equal(
            model.ToBytes(new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" }),
            model.ToBytes(new Dictionary<string, string> { ["b"] = "2", ["a"] = "1" }));
    }

    [Fact]
    public void More_than_two_gigabytes_are_refused_before_anything_is_copied()
    {
        OnnxGraph graph = new("large");
        byte[] block = new byte[64 << 20];
        for (int i = 0; i < 33; i++)
        {
            graph.Initializers.Add($"w{i}", new Initializer($"w{i}", ElementType.Float, [block.Length / 4], block));
        }
        ExportException error = Assert.Throws<ExportException>(() => new OnnxModel(graph, 17, []).ToBytes());
        Assert.Contains("2 GB", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Outputs_added_to_a_file_give_the_layers_results()
    {
        using MiUNet network = Filled.Network(new MiUNet(1, 4, width: 2));
        byte[] model = OnnxReader.WithOutputs(Exporter.ToOnnx(network).ToBytes(), ["Conv1.conv.1"]);
        using OnnxRunner runner = new(model, threads: 1);
        Assert.Equal(["logits", "Conv1.conv.1"], runner.OutputNames);
    }

    [Fact]
    public void An_opset_out_of_range_is_refused_with_the_range()
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => new ExportOptions { Opset = 12 });
        Assert.Contains("15 to 22", error.Message, StringComparison.Ordinal);
    }

    private static long ParametersBeforeFolding(MiUNet network)
    {
        OnnxModel model = Exporter.ToOnnx(network, new ExportOptions { FoldBatchNorm = false });
        return model.Graph.Initializers.Values
            .Where(constant => !constant.Name.StartsWith("const/", StringComparison.Ordinal) && !constant.Name.Contains(".running_"))
            .Sum(constant => constant.Shape.Aggregate(1L, (product, size) => product * size));
    }
}
