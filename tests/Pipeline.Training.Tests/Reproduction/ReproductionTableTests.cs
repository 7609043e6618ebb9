using Pipeline.Training.Regimes.Semi;
using Pipeline.Training.Reproduction;

namespace Pipeline.Training.Tests.Reproduction;

public sealed class ReproductionTableTests
{
    private static readonly ReproductionRequest Request = new()
    {
        Definition = SemiReproduction.Definition,
        Preset = "cpu",
        Dataset = "acdc",
        DataFolder = "data",
        Threads = 1,
        ReportFolder = "report",
        RunsFolder = "runs",
    };

    [Fact]
    public void A_row_is_the_mean_over_its_seeds_with_the_sample_deviation()
    {
        var row = Table(Job("labelled-only", "3", 1, 0.70), Job("labelled-only", "3", 2, 0.74)).Rows.Single();
        Assert.Equal((0.72, 2), (Math.Round(row.Mean, 12), row.N));
        Assert.Equal(Math.Sqrt(0.0008), row.Sd!.Value, 12);
        Assert.Null(row.Difference);
        Assert.Equal(row.Mean, row.Last);
    }

    [Fact]
    public void The_difference_uses_the_seeds_that_both_rows_have()
    {
        var rows = Table(
            Job("labelled-only", "3", 1, 0.70), Job("labelled-only", "3", 2, 0.50), Job("mi", "3", 1, 0.76), Job("full", "all", 2, 0.90)).Rows;
        Assert.Equal(0.06, rows.Single(row => row.Name == "mi").Difference!.Value, 12);
        Assert.Equal(0.03, rows.Single(row => row.Name == "mi").PostprocessedDifference!.Value, 12);
        Assert.Equal(0.40, rows.Single(row => row.Name == "full").Difference!.Value, 12);
    }

    [Fact]
    public void Rows_come_in_the_definitions_order_and_budgets_by_size()
    {
        var rows = Table(Job("best", "12", 1, 0.9), Job("best", "3", 1, 0.8), Job("labelled-only", "6", 1, 0.7)).Rows;
        Assert.Equal(["labelled-only 6", "best 3", "best 12"], rows.Select(row => $"{row.Name} {row.Budget}"));
    }

    private static ReproductionTable Table(params JobResult[] results) => ReproductionTable.Of(Request, results, 22, "segtrain reproduce semi");

    private static JobResult Job(string row, string budget, long seed, double dice) => new()
    {
        Row = row,
        Budget = budget,
        Seed = seed,
        Labelled = ["p3"],
        Steps = 10,
        Minutes = 1,
        SecondsPerStep = 6,
        Curve = [],
        Last = Figures(dice),
        LastPostprocessed = Figures((1 + dice) / 2),
        Parity = 0,
        Settings = [],
        DataHash = "d",
        WeightsSha256 = "",
        Command = "",
        Commit = "c",
        Backend = "",
    };

    private static TestFigures Figures(double dice) =>
        new(dice, new Dictionary<string, double> { ["LV"] = dice }, [new CaseDice("a", "p1", dice), new CaseDice("b", "p2", dice)]);
}
