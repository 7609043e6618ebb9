using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class UNetCamContractTests : NetworkContract
{
    protected override long ParameterCount => 13_664;

    protected override IReadOnlyList<string> SomeKeys =>
        ["inc.conv.conv.0.bias", "down3.mpconv.1.conv.4.running_var", "up1.conv.conv.1.num_batches_tracked", "backbone.1.weight", "classifier.weight"];

    protected override ExportableNetwork Create() => new UNetCam(4, dropout: 0.5);

    [Fact]
    public void Width_sixteen_passes_parity_too()
    {
        using UNetCam network = Filled.Network(new UNetCam(16));
        ParityResult result = Parity.Check(network, Exporter.ToOnnx(network).ToBytes());
        Assert.True(result.Passed, string.Join("; ", result.Failures));
    }
}
