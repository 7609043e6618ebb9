using Pipeline.Bundles;
using Pipeline.Training.Configuration;
using Pipeline.Training.Regimes.Semi;
using Pipeline.Training.Reproduction;

namespace Pipeline.Training.Tests.Reproduction;

public sealed class ReproductionPlanTests
{
    private static ReproductionDefinition Semi => SemiReproduction.Definition;

    [Fact]
    public void The_whole_comparison_has_every_row_its_seeds_and_the_figure()
    {
        var plan = Semi.Plan([], [], null);
        Assert.Equal(plan.Count, plan.Distinct().Count());
        Assert.Equal(4 * 3 + 4, plan.Count(job => job.Budget is "3" or "all"));
        Assert.Equal(["best-1-1", "best-12-1", "best-6-1", "labelled-only-1-1", "labelled-only-12-1", "labelled-only-6-1"],
            plan.Where(job => job.Budget is not ("3" or "all")).Select(job => job.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["labelled-only-3-1", "mi-consistency-3-1", "best-3-1", "full-all-1"], plan.Take(4).Select(job => job.Name));
    }

    [Fact]
    public void A_selection_runs_only_what_was_asked_for()
    {
        Assert.Equal(["mi-6-1", "mi-6-2"], Semi.Plan(["mi"], [6], 2).Select(job => job.Name));
        Assert.Equal(["mi-1-1", "mi-1-2", "mi-6-1", "mi-6-2"], Semi.Plan(["mi"], [1, 6], 2).Select(job => job.Name));
        Assert.Equal(Semi.Plan(["mi-consistency"], [1, 6], null), Semi.Plan(["mi-consistency"], [6, 1], null));
        Assert.Equal(["full-all-1"], Semi.Plan(["full"], [1], 1).Select(job => job.Name));
    }

    [Fact]
    public void An_unknown_row_is_refused_with_the_known_ones()
    {
        var error = Assert.Throws<UserInputException>(() => Semi.Plan(["nosuch"], [], null));
        Assert.Contains("labelled-only", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("labelled-only-bn-3-1", "labelled-only-bn", "3", 1)]
    [InlineData("full-all-12", "full", "all", 12)]
    public void A_jobs_name_is_read_back(string name, string row, string budget, long seed)
    {
        Assert.Equal(new ReproductionJob(row, budget, seed), ReproductionJob.Parse(name));
        Assert.Equal(name, ReproductionJob.Parse(name).Name);
    }

    [Fact]
    public void Every_row_is_the_regime_with_settings_that_it_knows()
    {
        var definition = RegimeCatalogue.Find(Semi.Name);
        foreach (var row in Semi.Rows)
        {
            var json = definition.Write(definition.Preset("cpu", 1));
            foreach (var assignment in row.Settings.Append($"{Semi.BudgetOption}={(row.UsesAllLabels ? "all" : "3")}")) SettingsJson.Set(json, assignment);
            definition.Read(json).Check();
        }
    }

    [Fact]
    public void The_row_best_is_the_preset_best()
    {
        var definition = RegimeCatalogue.Find(Semi.Name);
        var json = definition.Write(definition.Preset("cpu", 1));
        foreach (var assignment in Semi.Row("best").Settings) SettingsJson.Set(json, assignment);
        Assert.Equal(definition.Write(definition.Preset("best", 1)).ToJsonString(), json.ToJsonString());
    }
}
