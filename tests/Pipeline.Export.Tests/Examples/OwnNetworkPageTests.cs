using Examples;
using Pipeline.Bundles;
using Pipeline.Contracts;

namespace Pipeline.Export.Tests;

/// <summary>The page on exporting a network of one's own shows code that compiles, exports and agrees.</summary>
public sealed class OwnNetworkPageTests
{
    [Fact]
    public void The_pages_code_is_the_example_that_is_compiled_here()
    {
        string page = Read("own-network.md"), example = Read("TinyNet.cs");
        int start = page.IndexOf("```csharp\n", StringComparison.Ordinal) + "```csharp\n".Length;
        string shown = page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
        Assert.Equal(example, shown);
        Assert.True(shown.TrimEnd().Split('\n').Length <= 40);
    }

    [Fact]
    public void The_example_exports_and_the_file_is_the_network()
    {
        using TemporaryFolder folder = new();
        using TinyNet network = Filled.Network(new TinyNet(2, 3));
        string path = Path.Combine(folder.Path, "tiny.onnx");
        TinyNet.Export(network, path);
        OnnxSummary summary = OnnxWalk.Check(File.ReadAllBytes(path));
        Assert.Equal("image", Assert.Single(summary.Inputs).Name);
        Assert.Equal("logits", Assert.Single(summary.Outputs).Name);
    }

    [Fact]
    public void A_changed_weight_is_told_with_its_layer()
    {
        using TinyNet network = Filled.Network(new TinyNet(1, 2)), other = Filled.Network(new TinyNet(1, 2), seed: 8);
        ExportException error = Assert.Throws<ExportException>(() => Parity.Check(network, Exporter.ToOnnx(other).ToBytes()).ThrowIfFailed());
        Assert.Equal("norm", error.Layer);
    }

    private static string Read(string file) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Examples", file)).ReplaceLineEndings("\n");
}
