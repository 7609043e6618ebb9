using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class MiUNetContractTests : NetworkContract
{
    protected override long ParameterCount => 135_696;

    protected override IReadOnlyList<string> SomeKeys =>
        ["Conv1.conv.0.weight", "Conv5.conv.4.running_var", "Up3.up.2.num_batches_tracked", "DeConv_1x1.bias"];

    // Width 4: a sixteenth of the paper's multiplications.
    protected override ExportableNetwork Create() => new MiUNet(1, 4, width: 4);

    [Fact]
    public void The_papers_width_passes_parity_too()
    {
        using MiUNet network = Filled.Network(new MiUNet(1, 4));
        ParityResult result = Parity.Check(network, Exporter.ToOnnx(network).ToBytes());
        Assert.True(result.Passed, string.Join("; ", result.Failures));
    }

    [Fact]
    public void Every_batch_norm_is_folded_and_listed()
    {
        using MiUNet network = Filled.Network(new MiUNet(1, 4, width: 2));
        OnnxModel model = Exporter.ToOnnx(network);
        Assert.Equal(22, model.FoldedBatchNorms.Count);
        Assert.Contains("Up_conv2.conv.4", model.FoldedBatchNorms);
        Assert.DoesNotContain(model.Graph.Nodes, node => node.OpType == "BatchNormalization");
        Assert.Contains("Up_conv2.conv.3.bias", model.Graph.Initializers.Keys);
        Assert.DoesNotContain("Up_conv2.conv.4.running_mean", model.Graph.Initializers.Keys);
    }

    [Fact]
    public void Sizes_stay_symbols_from_input_to_output()
    {
        using MiUNet network = Filled.Network(new MiUNet(2, 3, width: 2));
        OnnxGraph graph = Exporter.ToOnnx(network).Graph;
        Assert.Equal("image [N,2,H,W]", graph.Inputs[0].ToString());
        Assert.Equal("logits [N,3,H,W]", graph.Outputs[0].ToString());
        Assert.Equal("Conv5/Relu#2 [N,32,H/16,W/16]", graph.Values["Conv5/Relu#2"].ToString());
    }
}
