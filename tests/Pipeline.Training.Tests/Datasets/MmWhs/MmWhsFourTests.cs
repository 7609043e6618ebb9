using Pipeline.Imaging;
using Pipeline.Training.Datasets;
using Pipeline.Training.Datasets.MmWhs;
using Pipeline.Training.Preparation;
using Pipeline.Training.Tests.Contracts;
using Pipeline.Training.Tests.Fixtures;

namespace Pipeline.Training.Tests.Datasets.MmWhs;

/// <summary>MR with four structures: the variant in which label values are mapped.</summary>
public sealed class MmWhsFourTests(PhantomData data) : DatasetContract(data)
{
    private static readonly MmWhsVariant Variant = new("mr", Four: true);

    protected override IDatasetReader Reader { get; } = new MmWhsReader(Variant);

    protected override IPhantomWriter Phantom { get; } = new MmWhsPhantom(Variant);

    protected override IReadOnlyList<Breakage> Breakages { get; } = [];

    [Fact]
    public void Three_structures_become_background_and_the_slip_421_becomes_420()
    {
        var folder = Data.Of(Phantom, 1, 11);
        var description = Reader.Describe(folder);
        Assert.Equal([0, 205, 420, 500, 820], description.Labels.Select(l => l.Value));
        // Without a resampling step prepared classes lie on the file's own voxels.
        var prepared = new CasePreparer(description.Modalities, description.Labels, [], Data.New("cache"), description.Aliases)
            .Prepare(Reader.Read(folder), _ => true, null, CancellationToken.None)[0].Labels!;
        var file = ImageFile.ReadLabels(Reader.Read(folder)[0].Label!).Voxels;
        var expected = new Dictionary<ushort, byte> { [0] = 0, [205] = 1, [420] = 2, [421] = 2, [500] = 3, [550] = 0, [600] = 0, [820] = 4, [850] = 0 };
        Assert.Equal(expected.Keys.Order(), file.Distinct().Order());
        Assert.Equal(Array.ConvertAll(file, value => expected[value]), prepared);
    }
}
