using Pipeline.Bundles;
using Pipeline.Imaging;
using Pipeline.Training.Datasets;
using Pipeline.Training.Preparation;
using Pipeline.Training.Tests.Fixtures;

namespace Pipeline.Training.Tests.Contracts;

/// <summary>What every data set must do; a new one gets all of it by one subclass that names reader and phantom writer.</summary>
public abstract partial class DatasetContract(PhantomData data)
{
    protected PhantomData Data { get; } = data;

    protected abstract IDatasetReader Reader { get; }

    protected abstract IPhantomWriter Phantom { get; }

    private string Written(int patients = 3, long seed = 11) => Data.Of(Phantom, patients, seed);

    /// <summary>A copy of one made-up patient that a test may break.</summary>
    protected string Breakable() => Data.CopyToBreak(Written(1));

    [Fact]
    public void The_reader_reads_what_the_phantom_writes()
    {
        var folder = Written();
        var cases = Reader.Read(folder);
        Assert.Equal(3, cases.Select(c => c.Group).Distinct(StringComparer.Ordinal).Count());
        Assert.All(cases, c =>
        {
            Assert.Equal(Reader.Describe(folder).Modalities.Order(StringComparer.Ordinal), c.Images.Keys.Order(StringComparer.Ordinal));
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
        var description = Reader.Describe(Written());
        var seen = new HashSet<int>();
        foreach (var item in Reader.Read(Written()))
        {
            var labels = ImageFile.ReadLabels(item.Label!);
            foreach (var path in item.Images.Values)
            {
                var image = ImageFile.ReadHeader(path);
                Assert.True(image.Geometry.SameGrid(image.Size, labels.Geometry, labels.Size));
            }
            seen.UnionWith(labels.Voxels.Distinct().Select(value => description.Aliases.GetValueOrDefault(value, value)));
        }
        Assert.Equal(description.Labels.Select(l => l.Value).Order(), seen.Order());
    }

    [Fact]
    public void A_shifted_label_map_and_a_Mac_s_leftovers_change_nothing()
    {
        var folder = Breakable();
        var before = Reader.Read(folder);
        ImageDamage.Shift(Label(folder));
        ImageDamage.AddAppleDoubles(folder);
        Assert.Equal(before.Select(c => c.Id), Reader.Read(folder).Select(c => c.Id));
        Assert.Equal(before[0].Images.Values, Reader.Read(folder)[0].Images.Values);
    }

    [Fact]
    public void A_split_keeps_every_patient_in_one_part()
    {
        var cases = Reader.Read(Written());
        var split = DataSplit.Make(cases, null, null, 0.3, 0.3, seed: 5);
        Assert.Equal(3, split.Train.Concat(split.Validation).Concat(split.Test).Distinct(StringComparer.Ordinal).Count());
        var parts = new[] { split.Train, split.Validation, split.Test }.Select(part => DataSplit.Select(cases, part)).ToList();
        Assert.Equal(cases.Select(c => c.Id), parts.SelectMany(p => p).Select(c => c.Id).Order(StringComparer.Ordinal));
        Assert.All(parts, part => Assert.NotEmpty(part));
    }

    [Fact]
    public void The_description_makes_a_card_that_is_valid()
    {
        var description = Reader.Describe(Written());
        foreach (var step in description.Preprocessing.OfType<ResampleInPlaneStep>()) Assert.Equal(description.Spacing, step.Spacing);
        Assert.Equal(0, description.Labels[0].Value);
        Assert.All(description.Aliases.Values, value => Assert.Contains(value, description.Labels.Select(l => l.Value)));
        Assert.All(new[] { description.Title, description.Task, description.Licence, description.Citation, Reader.Title }, text => Assert.NotEqual("", text));
        Assert.All(description.Postprocessing.OfType<LargestComponentStep>().SelectMany(step => step.Labels), value => Assert.Contains(value, description.Labels.Select(l => l.Value)));
    }

    [Fact]
    public void A_golden_sample_has_a_volume_for_each_modality()
    {
        var modalities = Reader.Describe(Written()).Modalities.Count;
        var sample = Phantom.Sample(3, modalities);
        Assert.Equal(modalities, sample.Count);
        Assert.Equal(sample[0].Voxels, Phantom.Sample(3, modalities)[0].Voxels);
        Assert.InRange(sample[0].Size.Count, 1, 100_000);
    }

    [Fact]
    public void Is_in_the_catalogue()
    {
        Assert.IsType(Reader.GetType(), DatasetCatalogue.Find(Reader.Name));
        Assert.IsType(Phantom.GetType(), DatasetCatalogue.Phantoms.Single(p => p.Name == Reader.Name));
    }

    [Fact]
    public void Equal_seeds_write_equal_bytes_and_other_seeds_do_not()
    {
        string[] folders = [Written(1), Data.New(Reader.Name), Data.New(Reader.Name)];
        Phantom.Write(folders[1], 1, 11, CancellationToken.None);
        Phantom.Write(folders[2], 1, 12, CancellationToken.None);
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
        foreach (var item in Reader.Read(Written()).Take(3))
        {
            var image = ImageFile.Read(item.Images.Values.First());
            var labels = ImageFile.ReadLabels(item.Label!);
            Assert.InRange(BestThreshold.Dice(image.Voxels, labels.Voxels), 0, 0.6);
        }
    }

    [Fact]
    public void Preparation_keeps_every_class_and_comes_back_from_the_cache_unchanged()
    {
        var folder = Written(1);
        var description = Reader.Describe(folder);
        var cases = Reader.Read(folder);
        var cache = Data.New("cache");
        IReadOnlyList<PreparedCase> Prepare() => DatasetContract.Prepare(cases, description, cache);
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
        var folder = Breakable();
        var description = Reader.Describe(folder);
        var cases = Reader.Read(folder);
        foreach (var item in cases) File.WriteAllText(item.Label!, "not a label map");
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

    [Fact]
    public void An_empty_folder_is_refused_and_the_layout_explained()
    {
        var folder = Directory.CreateDirectory(Data.New("empty")).FullName;
        var error = Assert.Throws<UserInputException>(() => Reader.Read(folder));
        Assert.StartsWith(folder, error.Message, StringComparison.Ordinal);
        Assert.Contains("; expected ", error.Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<PreparedCase> Prepare(IReadOnlyList<DatasetCase> cases, DatasetDescription description, string cache) =>
        new CasePreparer(description.Modalities, description.Labels, description.Preprocessing, cache, description.Aliases)
            .Prepare(cases, item => item.Label is not null, null, CancellationToken.None);
}
