using Pipeline.Contracts;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class MappedS3NetContractTests : NetworkContract
{
    protected override long ParameterCount => 1_424 - 28 + (27 * 9 * 4) + 27 + 8;

    protected override IReadOnlyList<string> SomeKeys => ["network.conv1.weight", "map.weight"];

    protected override ExportableNetwork Create() => Mapped(new S3Net(S3NetOptions.Direct(4) with { Channels = 4, Auxiliary = false }));

    protected override ExportableNetwork CreateFilled()
    {
        MappedS3Net network = Mapped(Filled.Settled(Filled.Network(new S3Net(S3NetOptions.Direct(4) with { Channels = 4, Auxiliary = false }))));
        network.eval();
        return network;
    }

    private static MappedS3Net Mapped(S3Net network) => new(network, [0, 1, 1, 0], 2, withClusters: true);

    [Fact]
    public void The_graph_holds_the_cluster_map()
    {
        using ExportableNetwork network = Create();
        network.eval();
        Initializer map = Exporter.ToOnnx(network).Graph.Initializers["map.weight"];
        Assert.Equal([1, 0, 0, 1, 0, 1, 1, 0], map.Floats().ToArray());
    }
}
