using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class S3NetReferenceContractTests : S3NetContract
{
    protected override long ParameterCount => 1_424 + (27 * 12 * 10);

    protected override IReadOnlyList<string> SomeKeys =>
        ["conv1.weight", "bn1.running_mean", "blk.1.br.2.weight", "bn2.1.bias", "deform.weight", "offset", "mask", "conv3.bias", "conv_aux.weight"];

    protected override ExportableNetwork Create() => new S3Net(S3NetOptions.Reference(12, 10) with { Channels = Channels });

    [Fact]
    public void The_graph_has_the_networks_one_shape_and_another_is_refused()
    {
        using ExportableNetwork network = CreateFilled();
        Assert.Equal("image [1,3,12,10]", Exporter.ToOnnx(network).Graph.Inputs[0].ToString());
        ExportException error = Assert.Throws<ExportException>(() => Exporter.ToOnnx(network, new ExportOptions { FixedShape = [1, 16, 16] }));
        Assert.Contains("expected 1×3×12×10", error.Message, StringComparison.Ordinal);
    }
}
