using Pipeline.Bundles;
using Pipeline.Training.Runs;
using Pipeline.Training.Tests.Fixtures;

namespace Pipeline.Training.Tests.Runs;

public sealed class RunFolderTests(PhantomData data)
{
    [Fact]
    public void A_run_holds_its_resolved_configuration_split_and_card()
    {
        var run = SmallRuns.Create(data, "made");
        var again = RunFolder.Open(run.Folder.Path);
        Assert.Equal("full", again.Configuration.Regime);
        Assert.Equal(5, again.Configuration.Seed);
        Assert.Equal(12, again.Configuration.Settings["training"]!["steps"]!.GetValue<long>());
        Assert.Equal(1, again.Configuration.Settings["training"]!["threads"]!.GetValue<int>());
        Assert.Equal(64, again.Configuration.Data!.Hash.Length);
        Assert.Contains("libtorch", again.Configuration.Versions.Keys);
        var split = SplitFile.Load(again.In("split.json"));
        Assert.Equal((3, 1, 1), (split.Train.Count, split.Val!.Count, split.Test.Count));
        var card = again.Card();
        Assert.Equal(["background", "RV", "myocardium", "LV"], card.Labels.Select(l => l.Name));
        Assert.Equal((6, 3), (card.Annotations.Volumes, card.Annotations.Groups));
    }

    [Fact]
    public void An_existing_folder_is_refused_with_the_way_on()
    {
        var run = SmallRuns.Create(data, "made");
        var request = SmallRuns.Request(data, "x") with { Folder = run.Folder.Path };
        var error = Assert.Throws<UserInputException>(() => new RunOpener(null, CancellationToken.None).Create(request));
        Assert.Contains($"go on with 'segtrain resume {run.Folder.Path}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_start_leaves_nothing_behind()
    {
        var parent = data.New("parent");
        Directory.CreateDirectory(parent);
        var request = SmallRuns.Request(data, "x", "patch=50") with { Folder = Path.Combine(parent, "run") };
        Assert.Throws<UserInputException>(() => new RunOpener(null, CancellationToken.None).Create(request));
        Assert.Empty(Directory.GetFileSystemEntries(parent));
    }

    [Fact]
    public void Data_that_changed_are_refused_on_resume()
    {
        var run = SmallRuns.Create(data, "changed");
        var other = data.CopyToBreak();
        var first = run.Configuration.Data!.Train[0];
        var image = Directory.GetFiles(Path.Combine(other, first), "*_gt.nii.gz")[0];
        var labels = Imaging.ImageFile.ReadLabels(image);
        labels[0, 0, 0] = 2;
        Imaging.ImageFile.WriteLabels(image, labels);
        var error = Assert.Throws<UserInputException>(() => new RunOpener(null, CancellationToken.None).Open(run.Folder.Path, other, data.Cache));
        Assert.Contains("the data differ from those of the run", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_data_elsewhere_are_accepted()
    {
        var run = SmallRuns.Create(data, "moved");
        var open = new RunOpener(null, CancellationToken.None).Open(run.Folder.Path, data.CopyToBreak(), data.Cache);
        Assert.Equal(6, open.Data!.Labelled.Count);
    }

    [Fact]
    public void A_folder_that_is_no_run_is_refused()
    {
        var error = Assert.Throws<UserInputException>(() => RunFolder.Open(data.Folder));
        Assert.Equal($"{data.Folder}: is not a run, config.json is missing; expected a folder made by 'segtrain run'", error.Message);
    }
}
