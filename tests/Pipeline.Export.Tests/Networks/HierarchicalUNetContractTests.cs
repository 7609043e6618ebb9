using Pipeline.Contracts;
using Pipeline.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Export.Tests;

public sealed class HierarchicalUNetContractTests : NetworkContract
{
    /// <summary>The vector's network of 3 classes, and a fourth output with 6 weights and a bias in each of 6 heads.</summary>
    protected override long ParameterCount => 31_514 + (6 * 7);

    protected override long ExportedParameterCount => ParameterCount - Heads;

    protected override IReadOnlyList<string> TrainingOnly => HierarchicalUNet.AuxiliaryNames;

    protected override IReadOnlyList<string> SomeKeys =>
        ["inc.double_conv.0.weight", "down4.maxpool_conv.1.double_conv.4.running_mean", "up1.up.bias", "up4.conv.double_conv.3.weight",
        "outc_mask.0.conv.weight", "outc_x5.1.num_batches_tracked", "outc_up4.3.conv.bias"];

    /// <summary>A head on d channels has hidden · (d + 3) + (hidden + 1) · classes parameters: d · 6 + 6 · 3 + 7 · 4 here.</summary>
    private static long Heads => new[] { 32, 16, 8, 4, 2 }.Sum(d => (6 * d) + 18 + 28);

    protected override ExportableNetwork Create() => new HierarchicalUNet(Options);

    private static HierarchicalUNetOptions Options { get; } = new() { Classes = 4, Width = 2, HeadHidden = 6 };

    protected override IReadOnlyList<Tensor> TrainingOutputs(ExportableNetwork network, Tensor[] inputs)
    {
        (Tensor logits, IReadOnlyList<Tensor> auxiliary) = ((HierarchicalUNet)network).Heads(TorchOps.Instance, inputs[0]);
        return [logits, .. auxiliary];
    }

    /// <summary>The method's description, section 6: 51 nodes.</summary>
    [Fact]
    public void The_graph_is_51_nodes_without_padding_or_heads()
    {
        using HierarchicalUNet network = Filled.Network(new HierarchicalUNet(Options));
        Dictionary<string, int> found = Exporter.ToOnnx(network).Graph.Nodes.CountBy(node => node.OpType).ToDictionary();
        Assert.Equal(
            new Dictionary<string, int> { ["Conv"] = 20, ["Relu"] = 19, ["MaxPool"] = 4, ["ConvTranspose"] = 4, ["Concat"] = 4 }, found);
    }

    [Theory]
    [InlineData(UNetNorm.Batch, false)]
    [InlineData(UNetNorm.Group, true)]
    [InlineData(UNetNorm.None, false)]
    public void Variants_pass_parity_at_sizes_that_are_no_multiples(UNetNorm norm, bool bilinear)
    {
        HierarchicalUNetOptions options = Options with { Width = 4, Norm = norm, Groups = 2, Bilinear = bilinear, AnySize = true };
        using HierarchicalUNet network = Filled.Network(new HierarchicalUNet(options));
        ParityResult result = Parity.Check(network, Exporter.ToOnnx(network).ToBytes());
        Assert.True(result.Passed, string.Join("; ", result.Failures));
        Assert.Contains(result.File.Sizes, size => size[0] % 16 != 0 && size[1] % 16 != 0);
    }

    [Fact]
    public void Width_sixteen_passes_parity_too()
    {
        using HierarchicalUNet network = Filled.Network(new HierarchicalUNet(new HierarchicalUNetOptions { Classes = 4, Width = 16 }));
        ParityResult result = Parity.Check(network, Exporter.ToOnnx(network).ToBytes());
        Assert.True(result.Passed, string.Join("; ", result.Failures));
    }
}
