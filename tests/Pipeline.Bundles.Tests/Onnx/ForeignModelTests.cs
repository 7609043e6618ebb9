namespace Pipeline.Bundles.Tests;

/// <summary>Files of other writers; see Golden/README.md.</summary>
public sealed class ForeignModelTests
{
    [Fact]
    public void Reads_a_network_exported_by_PyTorch()
    {
        OnnxSummary summary = OnnxWalk.Check(File.ReadAllBytes(GoldenFiles.SmallUNet));
        Assert.Equal((8, 17), (summary.IrVersion, summary.Opset));
        Assert.Equal("pytorch", summary.Producer);
        Assert.Equal("image Float [n, 1, h, w]", Assert.Single(summary.Inputs).ToString());
        Assert.Equal("logits Float [n, 3, h, w]", Assert.Single(summary.Outputs).ToString());
        Assert.Equal(8, summary.Nodes);
        Assert.Equal(3, summary.Operators["Conv"]);
        // 2·2·3·3 + 2, 3·4 + 3, 2·3·3 + 2 (batch normalisation folded).
        Assert.Equal(38 + 15 + 20, summary.Parameters);
    }

    [Fact]
    public void Reads_a_network_of_PyTorch_that_computes_its_sizes()
    {
        OnnxSummary summary = OnnxWalk.Check(File.ReadAllBytes(GoldenFiles.Sizes));
        Assert.Equal((2, 3, 1), (summary.Operators["Range"], summary.Operators["ConstantOfShape"], summary.Operators["GridSample"]));
        // The same file is refused where a size may not be as large as an axis.
        Assert.Equal("bounds", Assert.Throws<BundleException>(() => OnnxWalk.Check(File.ReadAllBytes(GoldenFiles.Sizes), new OnnxPolicy { MaxScale = 0 })).Rule);
    }

    [Fact]
    public void Reads_every_kind_of_list_and_attribute_written_by_the_onnx_package()
    {
        OnnxSummary summary = OnnxWalk.Check(File.ReadAllBytes(GoldenFiles.Kinds));
        Assert.Equal("image Float [n, 1, ?, 8]", Assert.Single(summary.Inputs).ToString());
        Assert.Equal(7, summary.Nodes);
        Assert.Equal(
            ["half Float16", "scales Float", "counts Int64", "flags Bool", "exact Double"],
            summary.Initialisers.Select(i => $"{i.Name} {i.Type}"));
        Assert.Equal("größer", summary.Metadata["note"]);
    }
}
