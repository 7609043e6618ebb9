using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class S3NetIntentContractTests : S3NetContract
{
    protected override long ParameterCount => 1_424 + (27 * 9 * Channels) + 27;

    protected override IReadOnlyList<string> SomeKeys => ["predictor.weight", "blk.0.p1.bias", "bn4.running_var", "bn_aux.num_batches_tracked"];

    protected override ExportableNetwork Create() => new S3Net(new S3NetOptions { Channels = Channels });

    [Fact]
    public void The_distilled_form_passes_parity_in_the_papers_width()
    {
        using S3Net network = Filled.Settled(Filled.Network(new S3Net(S3NetOptions.Distil())));
        ParityResult result = Parity.Check(network, Exporter.ToOnnx(network).ToBytes());
        Assert.True(result.Passed, string.Join("; ", result.Failures));
    }
}
