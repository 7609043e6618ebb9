using Pipeline.Training.Regimes.Semi;
using Pipeline.Training.Tests.Fixtures;
using static TorchSharp.torch;

namespace Pipeline.Training.Tests.Regimes.Semi;

/// <summary>Which cases a semi-supervised run sees, and how.</summary>
public sealed class SemiDataTests(PhantomData data)
{
    [Fact]
    public void Labelled_and_unlabelled_cases_share_no_patient_and_no_validation_patient()
    {
        var run = SmallRuns.CreateSemi(data, "data");
        var labelled = run.Data!.Labelled.Select(c => c.Image.Group).Distinct().ToList();
        var unlabelled = run.Data.Unlabelled.Select(c => c.Group).Distinct().ToList();
        Assert.Equal((1, 2), (labelled.Count, unlabelled.Count));
        Assert.Empty(labelled.Intersect(unlabelled));
        Assert.Empty(unlabelled.Intersect(run.Configuration.Data!.Validation));
        Assert.Equal(run.Data.Labelled.Select(c => c.Image.Id), run.Configuration.Data.Labelled);
    }

    [Fact]
    public void The_card_counts_the_masks_and_names_what_had_none()
    {
        var card = SmallRuns.CreateSemi(data, "card").Folder.Card();
        Assert.Equal(("semi", 2, 1), (card.Regime, card.Annotations.Volumes, card.Annotations.Groups));
        Assert.EndsWith(" 4 further training volumes (2 patients) came without masks.", card.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void The_card_asks_for_test_time_flips_only_where_the_run_does()
    {
        Assert.True(SmallRuns.CreateSemi(data, "flips", "test_time_flips=true").Folder.Card().TestTimeFlips == true);
        Assert.DoesNotContain("test_time_flips", File.ReadAllText(SmallRuns.CreateSemi(data, "plain").Folder.In("card.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_paper_s_split_gives_the_images_of_the_validation_patients_and_the_card_says_so()
    {
        var run = SmallRuns.CreateSemi(data, "paper", "paper_split=true");
        var validation = Assert.Single(run.Configuration.Data!.Validation);
        Assert.Contains(validation, run.Data!.Unlabelled.Select(c => c.Group));
        Assert.DoesNotContain(validation, run.Data.Labelled.Select(c => c.Image.Group));
        Assert.Contains("6 further training volumes (3 patients) came without masks; those of the validation patients are among them", run.Folder.Card().Description, StringComparison.Ordinal);
    }

    [Fact]
    public void Named_patients_are_taken_whatever_the_seed()
    {
        var first = SmallRuns.Create(data, "any").Configuration.Data!.Train[0];
        Assert.Equal([first], SmallRuns.CreateSemi(data, "named", "labelled=" + first).Data!.Labelled.Select(c => c.Image.Group).Distinct());
    }

    [Fact]
    public void All_rows_start_from_the_same_weights()
    {
        float[] First(params string[] assignments)
        {
            var run = SmallRuns.CreateSemi(data, "start", assignments);
            manual_seed(run.Configuration.Seed);
            using var regime = run.Definition.Create(new RegimeInput
            {
                Settings = run.Settings,
                Seed = run.Configuration.Seed,
                Device = CPU,
                Dataset = run.Data!.Description,
                Labelled = run.Data.Labelled,
                Unlabelled = run.Data.Unlabelled,
            });
            return [.. regime.Network.parameters().SelectMany(p => p.data<float>().ToArray())];
        }
        var expected = First();
        Assert.Equal(expected, First("w_mi=0", "w_cons=0"));
        Assert.Equal(expected, First("teacher=0.9", "head=mlp"));
    }

    [Fact]
    public void The_layers_of_the_options_are_those_of_the_network()
    {
        using var network = new Networks.MiUNet(1, 2, width: 2);
        var every = string.Join(", ", network.FeatureChannels.Keys.Select(name => name + ":1"));
        Assert.Equal(network.FeatureChannels.Keys, MiLayer.ParseList(every).Select(layer => layer.Name));
    }
}
