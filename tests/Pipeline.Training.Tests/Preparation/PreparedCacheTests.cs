using Pipeline.Training.Datasets.Acdc;
using Pipeline.Training.Preparation;
using Pipeline.Training.Tests.Fixtures;

namespace Pipeline.Training.Tests.Preparation;

public sealed class PreparedCacheTests(PhantomData data)
{
    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(1000)]
    public void A_damaged_cache_file_is_made_again(int keepBytes)
    {
        var reader = new AcdcReader();
        var description = reader.Describe(data.Folder);
        var cases = reader.Read(data.Folder).Take(1).ToList();
        var cache = data.New("cache");
        IReadOnlyList<PreparedCase> Prepare() => new CasePreparer(
            description.Modalities, description.Labels, description.Preprocessing, cache).Prepare(cases, _ => true, null, CancellationToken.None);
        var expected = Prepare()[0];
        var file = Directory.GetFiles(cache).Single();
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..keepBytes]);
        Assert.Equal(expected.Labels, Prepare()[0].Labels);
        var bytes = File.ReadAllBytes(file);
        bytes[^40] ^= 1;
        File.WriteAllBytes(file, bytes);
        Assert.Equal(expected.Labels, Prepare()[0].Labels);
    }

    [Fact]
    public void Other_steps_make_another_file()
    {
        var reader = new AcdcReader();
        var description = reader.Describe(data.Folder);
        var cases = reader.Read(data.Folder).Take(1).ToList();
        var cache = data.New("cache");
        foreach (var steps in new[] { description.Preprocessing, [.. description.Preprocessing.Skip(1)] })
        {
            new CasePreparer(description.Modalities, description.Labels, steps, cache).Prepare(cases, _ => true, null, CancellationToken.None);
        }
        Assert.Equal(2, Directory.GetFiles(cache).Length);
    }
}
