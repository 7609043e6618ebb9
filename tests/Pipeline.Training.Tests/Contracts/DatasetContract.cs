using Pipeline.Bundles;
using Pipeline.Imaging;
using Pipeline.Training.Datasets;
using Pipeline.Training.Preparation;
using Pipeline.Training.Tests.Fixtures;

namespace Pipeline.Training.Tests.Contracts;

/// <summary>What every data set must do; a new one gets all of it by one subclass that names reader and phantom writer.</summary>
public abstract class DatasetContract(PhantomData data)
{
    protected PhantomData Data { get; } = data;

    protected abstract IDatasetReader Reader { get; }

    protected abstract IPhantomWriter Phantom { get; }

    private string Written(int patients = 3, long seed = 11)
    {
        var folder = Data.New(Reader.Name);
        Phantom.Write(folder, patients, seed, CancellationToken.None);
        return folder;
    }

    [Fact]
    public void The_reader_reads_what_the_phantom_writes()
    {
        var cases = Reader.Read(Written());
        Assert.Equal(3, cases.Select(c => c.Group).Distinct(StringComparer.Ordinal).Count());
        Assert.All(cases, c =>
        {
            Assert.Equal(Reader.Description.Modalities.Order(StringComparer.Ordinal), c.Images.Keys.Order(StringComparer.Ordinal));
            Assert.All(c.Images.Values, path => Assert.True(Path.IsPathFullyQualified(path) && File.Exists(path)));
            Assert.NotNull(c.Label);
        });
    }

    [Fact]
    public void Ids_are_unique_and_sorted()
    {
        var ids = Reader.Read(Written()).Select(c => c.Id).ToList();
        Assert.Equal(ids.Order(StringComparer.Ordinal).Distinct(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void Labels_lie_on_the_image_and_hold_the_named_values_only()
    {
        var allowed = Reader.Description.Labels.Select(l => (ushort)l.Value).ToHashSet();
        var seen = new HashSet<ushort>();
        foreach (var item in Reader.Read(Written()))
        {
            var labels = ImageFile.ReadLabels(item.Label!);
            var image = ImageFile.Read(item.Images.Values.First());
            Assert.True(image.Geometry.SameGrid(image.Size, labels.Geometry, labels.Size));
            seen.UnionWith(labels.Voxels);
        }
        Assert.Equal(allowed.Order(), seen.Order());
    }

    [Fact]
    public void Equal_seeds_write_equal_bytes_and_other_seeds_do_not()
    {
        string[] folders = [Written(2, 21), Written(2, 21), Written(2, 22)];
        var files = folders.Select(f => Directory.GetFiles(f, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList()).ToList();
        Assert.Equal(files[0].Select(f => Path.GetRelativePath(folders[0], f)), files[1].Select(f => Path.GetRelativePath(folders[1], f)));
        Assert.All(files[0].Zip(files[1]), pair => Assert.Equal(File.ReadAllBytes(pair.First), File.ReadAllBytes(pair.Second)));
        var image = Reader.Read(folders[0])[0].Images.Values.First();
        var other = Reader.Read(folders[2])[0].Images.Values.First();
        Assert.NotEqual(File.ReadAllBytes(image), File.ReadAllBytes(other));
    }

    [Fact]
    public void No_single_threshold_finds_the_foreground()
    {
        // Best Dice of "all labels together" that any cut, bright side or dark side, reaches on any case.
        foreach (var item in Reader.Read(Written()))
        {
            var image = ImageFile.Read(item.Images.Values.First());
            var labels = ImageFile.ReadLabels(item.Label!);
            Assert.InRange(BestThresholdDice(image.Voxels, labels.Voxels), 0, 0.6);
        }
    }

    [Fact]
    public void Preparation_keeps_every_class_and_comes_back_from_the_cache_unchanged()
    {
        var cases = Reader.Read(Written(1));
        var description = Reader.Description;
        var cache = Data.New("cache");
        IReadOnlyList<PreparedCase> Prepare() =>
            new CasePreparer(description.Modalities, description.Labels, description.Preprocessing, cache).Prepare(cases, _ => true, null, CancellationToken.None);
        var made = Prepare();
        var files = Directory.GetFiles(cache);
        var times = files.Select(File.GetLastWriteTimeUtc).ToList();
        var read = Prepare();
        Assert.Equal(times, Directory.GetFiles(cache).Select(File.GetLastWriteTimeUtc));
        foreach (var (a, b) in made.Zip(read))
        {
            Assert.Equal(a.Image.Slice(0, 1).ToArray(), b.Image.Slice(0, 1).ToArray());
            Assert.Equal(a.Labels, b.Labels);
            Assert.Equal(a.Facts.Percentiles, b.Facts.Percentiles);
            Assert.Equal(a.Facts.Spacing, b.Facts.Spacing);
            Assert.Equal(a.Facts.Orientation, b.Facts.Orientation);
            Assert.Equal(description.Labels.Count, a.Labels!.Distinct().Count());
        }
    }

    [Fact]
    public void Images_whose_labels_are_not_asked_for_are_prepared_without_reading_them()
    {
        var folder = Written(1);
        var cases = Reader.Read(folder);
        foreach (var item in cases) File.WriteAllText(item.Label!, "not a label map");
        var description = Reader.Description;
        var prepared = new CasePreparer(description.Modalities, description.Labels, description.Preprocessing, Data.New("cache"))
            .Prepare(cases, _ => false, null, CancellationToken.None);
        Assert.All(prepared, p => Assert.Null(p.Labels));
    }

    [Fact]
    public void The_phantom_writer_never_overwrites()
    {
        var folder = Written(1);
        var error = Assert.Throws<UserInputException>(() => Phantom.Write(folder, 1, 1, CancellationToken.None));
        Assert.Contains("exists already", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        var error = Assert.Throws<UserInputException>(() => Reader.Read("/nowhere/at/all"));
        Assert.StartsWith("/nowhere/at/all: no such folder", error.Message, StringComparison.Ordinal);
    }

    private static double BestThresholdDice(float[] image, ushort[] labels)
    {
        var order = Enumerable.Range(0, image.Length).OrderBy(i => image[i]).ToArray();
        long foreground = labels.Count(l => l != 0);
        long below = 0;
        var best = 0.0;
        for (var n = 1; n < order.Length; n++)
        {
            if (labels[order[n - 1]] != 0) below++;
            best = Math.Max(best, 2.0 * below / (n + foreground));
            best = Math.Max(best, 2.0 * (foreground - below) / (order.Length - n + foreground));
        }
        return best;
    }
}
