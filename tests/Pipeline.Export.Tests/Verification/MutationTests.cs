using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

/// <summary>A fault planted in the exported graph: verification must fail and name the layer, folded or not.</summary>
public sealed class MutationTests
{
    [Theory]
    [InlineData(true, "Up_conv3.conv.1")]
    [InlineData(false, "Up_conv3.conv.0")]
    public void A_wrong_weight_is_found(bool fold, string layer) =>
        AssertFound(fold, layer, graph => Replace(graph, "Up_conv3.conv.0.weight", values => values[5] += 0.1f));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_wrong_weight_of_the_last_layer_is_found(bool fold) =>
        AssertFound(fold, "DeConv_1x1", graph => Replace(graph, "DeConv_1x1.bias", values => values[1] += 0.1f));

    [Theory]
    [InlineData(true, "Conv1.conv.4")]
    [InlineData(false, "Conv1.conv.3")]
    public void A_swapped_layer_is_found(bool fold, string layer) => AssertFound(fold, layer, graph =>
    {
        const string First = "Conv1.conv.3.weight", Second = "Up_conv2.conv.3.weight";
        (graph.Initializers[First], graph.Initializers[Second]) =
            (graph.Initializers[Second] with { Name = First }, graph.Initializers[First] with { Name = Second });
    });

    [Fact]
    public void A_changed_epsilon_is_found() => AssertFound(fold: false, "Conv3.conv.4", graph =>
        graph.Nodes.Single(node => node.Layer == "Conv3.conv.4").Attributes["epsilon"] = NodeAttribute.Of(1e-3f));

    [Fact]
    public void A_changed_epsilon_is_found_after_folding()
    {
        using MiUNet network = Filled.Network(new MiUNet(1, 4, width: 4));
        OnnxGraph graph = Exporter.ToOnnx(network, new ExportOptions { FoldBatchNorm = false }).Graph;
        graph.Nodes.Single(node => node.Layer == "Conv3.conv.4").Attributes["epsilon"] = NodeAttribute.Of(1e-3f);
        new BatchNormFolding().Apply(graph);
        new DeadCode().Apply(graph);
        AssertFound(network, graph, "Conv3.conv.4");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_flipped_concatenation_is_found(bool fold) =>
        AssertFound(fold, "Concat#3", graph => graph.Nodes.Single(node => node.Layer == "Concat#3").Inputs.Reverse());

    [Theory]
    [InlineData("mode", "linear")]
    [InlineData("nearest_mode", "ceil")]
    public void A_wrong_resize_is_found(string attribute, string value) => AssertFound(fold: true, "Up4/UpsampleNearest2d", graph =>
        graph.Nodes.Single(node => node.Layer == "Up4/UpsampleNearest2d").Attributes[attribute] = NodeAttribute.Of(value));

    [Fact]
    public void A_left_out_activation_is_found() => AssertFound(fold: true, "Conv2/Relu", graph =>
    {
        Node relu = graph.Nodes.Single(node => node.Layer == "Conv2/Relu");
        graph.Nodes[graph.Nodes.IndexOf(relu)] = new Node("Identity", relu.Layer, relu.Inputs, relu.Outputs);
    });

    [Fact]
    public void A_weight_that_is_not_a_number_is_found() =>
        AssertFound(fold: true, "Conv5.conv.1", graph => Replace(graph, "Conv5.conv.0.weight", values => values[0] = float.NaN));

    [Fact]
    public void Exchanged_rows_and_columns_of_a_deformable_convolution_are_found() => AssertFound(
        Filled.Settled(Filled.Network(new S3Net(new S3NetOptions { Channels = 4 }))), "deform",
        graph => graph.Nodes.Single(node => node.Outputs[0] == "deform/positions").Inputs.Reverse());

    [Fact]
    public void Other_corners_of_a_sampling_grid_are_found() => AssertFound(
        Filled.Settled(Filled.Network(new S3Net(new S3NetOptions { Channels = 4 }))), "deform",
        graph => graph.Nodes.Single(node => node.OpType == "GridSample").Attributes["align_corners"] = NodeAttribute.Of(0));

    [Fact]
    public void A_wrong_bias_of_a_transposed_convolution_is_found() => AssertFound(
        Filled.Network(new HierarchicalUNet(new HierarchicalUNetOptions { Classes = 3, Width = 2, HeadHidden = 6 })), "up3.up",
        graph => Replace(graph, "up3.up.bias", values => values[0] += 0.1f));

    [Fact]
    public void A_wrong_divisor_of_a_standard_deviation_is_found() => AssertFound(
        Filled.Network(new MultiModalCam(2, width: 4)), "StandardDeviation",
        graph => graph.Nodes.Single(node => node.Outputs[0] == "StandardDeviation/freedom").Inputs[0] = "StandardDeviation/freedom/planted",
        graph => graph.Initializers.Add("StandardDeviation/freedom/planted", Initializer.Of("StandardDeviation/freedom/planted", [1], [500f])));

    [Fact]
    public void Nothing_is_found_where_nothing_was_planted()
    {
        using MiUNet network = Filled.Network(new MiUNet(1, 4, width: 4));
        ParityResult result = Parity.Check(network, Exporter.ToOnnx(network).ToBytes());
        Assert.True(result.Passed, string.Join("; ", result.Failures));
        Assert.Null(result.Divergence);
        result.ThrowIfFailed();
    }

    private static void AssertFound(bool fold, string layer, Action<OnnxGraph> plant)
    {
        using MiUNet network = Filled.Network(new MiUNet(1, 4, width: 4));
        OnnxGraph graph = Exporter.ToOnnx(network, new ExportOptions { FoldBatchNorm = fold }).Graph;
        plant(graph);
        AssertFound(network, graph, layer);
    }

    private static void AssertFound(ExportableNetwork network, string layer, params Action<OnnxGraph>[] plant)
    {
        using (network)
        {
            OnnxGraph graph = Exporter.ToOnnx(network).Graph;
            Array.ForEach(plant, action => action(graph));
            AssertFound(network, graph, layer);
        }
    }

    private static void AssertFound(ExportableNetwork network, OnnxGraph graph, string layer)
    {
        ParityResult result = Parity.Check(network, new OnnxModel(graph, 17, []).ToBytes());
        Assert.False(result.Passed);
        Assert.Equal(layer, result.Divergence?.Layer);
        ExportException error = Assert.Throws<ExportException>(result.ThrowIfFailed);
        Assert.Equal(layer, error.Layer);
        Assert.StartsWith($"{layer}: the exported model is not the network: first difference at {layer} (", error.Message, StringComparison.Ordinal);
    }

    private static void Replace(OnnxGraph graph, string key, Action<float[]> change)
    {
        Initializer constant = graph.Initializers[key];
        float[] values = constant.Floats().ToArray();
        change(values);
        graph.Initializers[key] = Initializer.Of(key, constant.Shape, values);
    }
}
