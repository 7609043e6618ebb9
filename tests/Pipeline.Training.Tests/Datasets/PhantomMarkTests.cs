using Pipeline.Training.Datasets;
using Pipeline.Training.Tests.Fixtures;

namespace Pipeline.Training.Tests.Datasets;

public sealed class PhantomMarkTests(PhantomData data)
{
    [Fact]
    public void A_card_trained_on_made_up_patients_says_so_and_carries_no_licence_of_real_data()
    {
        Assert.Equal(new PhantomMark("acdc", 5, 3), PhantomMark.Find(data.Folder));
        var card = SmallRuns.Create(data, "phantom").Folder.Card();
        Assert.Equal("acdc phantom (5 made-up patients, seed 3)", card.Dataset.Name);
        Assert.Equal("MIT", card.Dataset.Licence);
        Assert.Null(card.Dataset.LicenceUrl);
    }

    [Fact]
    public void Data_without_the_mark_keep_the_data_set_s_name_and_licence()
    {
        var request = SmallRuns.Request(data, "real") with { DataFolder = data.CopyToBreak() };
        var card = new Training.Runs.RunOpener(null, CancellationToken.None).Create(request).Folder.Card();
        Assert.StartsWith("ACDC", card.Dataset.Name, StringComparison.Ordinal);
        Assert.Equal("CC BY-NC-SA 4.0", card.Dataset.Licence);
    }
}
