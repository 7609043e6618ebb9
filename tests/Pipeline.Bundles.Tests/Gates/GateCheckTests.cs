namespace Pipeline.Bundles.Tests;

public sealed class GateCheckTests
{
    private static readonly GateEvidence Good = new()
    {
        Metrics = Samples.Metrics(),
        Previous = Samples.Metrics(0.91, version: "0.9.0"),
        Parity = Samples.Parity(),
        Golden = new GoldenResult(10_000, 0),
    };

    [Fact]
    public void Passes_when_every_rule_holds_and_shows_each_rule_once()
    {
        GateResult result = GateCheck.Check(Samples.Gate(), Good);
        Assert.True(result.Passed);
        string[] rules =
        [
            "model", "mean_dice", "dice:myocardium", "hd95:right ventricle", "hd95:myocardium", "hd95:left ventricle", "drop",
            "drop:right ventricle", "drop:myocardium", "drop:left ventricle", "parity", "parity:labels", "parity:dice", "golden",
        ];
        Assert.Equal(rules, result.Rows.Select(r => r.Rule));
        Assert.Equal("mean Dice 0.9000 (95 % interval 0.8800 to 0.9200), needed 0.8500", result.Rows[1].Text);
        Assert.All(result.Rows, r => Assert.DoesNotContain('\n', r.Text));
    }

    [Theory]
    [InlineData(0.85, true)]
    [InlineData(0.8499999, false)]
    public void Mean_dice_may_equal_its_threshold(double dice, bool passed)
    {
        GateRow row = Row(Samples.Gate(), Good with { Metrics = Samples.Metrics(dice), Previous = null }, "mean_dice");
        Assert.Equal((passed, dice, 0.85), (row.Passed, row.Measured, row.Threshold));
    }

    [Fact]
    public void Each_class_has_its_own_threshold()
    {
        Assert.False(Row(Samples.Gate() with { MinDice = Map("myocardium", 0.95) }, Good, "dice:myocardium").Passed);
        GateRow unknown = Row(Samples.Gate() with { MinDice = Map("liver", 0.1) }, Good, "dice:liver");
        Assert.False(unknown.Passed);
        Assert.StartsWith("class liver was not measured; the model has right ventricle,", unknown.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, true)]
    [InlineData(8.01, false)]
    public void Distance_of_every_class_is_bounded(double hd95, bool passed) =>
        Assert.Equal(passed, Row(Samples.Gate(), Good with { Metrics = Samples.Metrics(hd95: hd95) }, "hd95:myocardium").Passed);

    [Fact]
    public void Distance_that_was_never_defined_does_not_pass_silently()
    {
        MetricsFile metrics = Samples.Metrics();
        metrics = metrics with
        {
            Classes = metrics.Classes.ToDictionary(c => c.Key, c => c.Value with { Hd95 = null, Hd95Undefined = 3 }, StringComparer.Ordinal),
        };
        Assert.False(Row(Samples.Gate(), Good with { Metrics = metrics }, "hd95:myocardium").Passed);
        Assert.DoesNotContain(GateCheck.Check(Samples.Gate() with { MaxHd95 = null }, Good with { Metrics = metrics }).Rows, r => r.Rule.StartsWith("hd95", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0.90, 0.92, true)]
    [InlineData(0.88, 0.90, true)]
    [InlineData(0.88, 0.9001, false)]
    [InlineData(0.95, 0.90, true)]
    public void Drop_against_the_version_before_is_bounded(double now, double before, bool passed)
    {
        GateEvidence evidence = Good with { Metrics = Samples.Metrics(now), Previous = Samples.Metrics(before, version: "0.9.0") };
        Assert.Equal(passed, Row(Samples.Gate(), evidence, "drop").Passed);
        Assert.Equal(passed, Row(Samples.Gate(), evidence, "drop:myocardium").Passed);
    }

    [Fact]
    public void First_version_has_nothing_to_fall_from() =>
        Assert.True(Row(Samples.Gate(), Good with { Previous = null }, "drop").Passed);

    [Fact]
    public void Comparison_on_other_cases_does_not_count()
    {
        MetricsFile previous = Samples.Metrics(version: "0.9.0");
        previous = previous with { Cases = [.. previous.Cases.Skip(1)] };
        GateRow row = Row(Samples.Gate(), Good with { Previous = previous }, "drop");
        Assert.False(row.Passed);
        Assert.Equal("version 0.9.0 was measured on other cases; measure both on the same", row.Text);
    }

    [Fact]
    public void A_class_that_is_gone_fails()
    {
        MetricsFile previous = Samples.Metrics(version: "0.9.0");
        previous = previous with { Classes = new Dictionary<string, ClassMetrics>(previous.Classes, StringComparer.Ordinal) { ["aorta"] = previous.Classes["myocardium"] } };
        Assert.False(Row(Samples.Gate(), Good with { Previous = previous }, "drop:aorta").Passed);
    }

    [Fact]
    public void Figures_of_another_model_or_version_fail()
    {
        Assert.False(Row(Samples.Gate() with { Name = "other" }, Good, "model").Passed);
        Assert.False(Row(Samples.Gate() with { Version = "2.0.0" }, Good, "model").Passed);
        Assert.True(Row(Samples.Gate() with { Version = "1.0.0" }, Good, "model").Passed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Without_data_the_rest_is_checked_and_release_needs_consent(bool withoutData)
    {
        GateResult result = GateCheck.Check(Samples.Gate(), Good with { Metrics = null, WithoutData = withoutData });
        Assert.Equal(withoutData, result.Passed);
        Assert.StartsWith("Dice not measured", result.Rows[0].Text, StringComparison.Ordinal);
        Assert.Equal(["mean_dice", "parity", "parity:labels", "parity:dice", "golden"], result.Rows.Select(r => r.Rule));
    }

    [Fact]
    public void Parity_is_always_asked_for()
    {
        Assert.False(Row(Samples.Gate(), Good with { Parity = null }, "parity").Passed);
        Assert.False(Row(Samples.Gate(), Good with { Parity = Samples.Parity() with { RelativeMax = 1.1e-4 } }, "parity").Passed);
        Assert.True(Row(Samples.Gate(), Good with { Parity = Samples.Parity() with { RelativeMax = 1e-4 } }, "parity").Passed);
        Assert.False(Row(Samples.Gate(), Good with { Parity = Samples.Parity() with { LabelAgreement = 0.9998 } }, "parity:labels").Passed);
        Assert.False(Row(Samples.Gate(), Good with { Parity = Samples.Parity() with { DiceRuntime = 0.8998 } }, "parity:dice").Passed);
        Assert.DoesNotContain(GateCheck.Check(Samples.Gate(), Good with { Parity = Samples.Parity() with { DiceRuntime = null } }).Rows, r => r.Rule == "parity:dice");
    }

    [Theory]
    [InlineData(10_000, 1, true)]
    [InlineData(10_000, 2, false)]
    [InlineData(0, 0, false)]
    public void Golden_pair_must_come_out_as_before(long voxels, long differing, bool passed) =>
        Assert.Equal(passed, Row(Samples.Gate(), Good with { Golden = new GoldenResult(voxels, differing) }, "golden").Passed);

    [Fact]
    public void Golden_pair_that_was_not_run_fails() => Assert.False(Row(Samples.Gate(), Good with { Golden = null }, "golden").Passed);

    private static GateRow Row(GateEntry gate, GateEvidence evidence, string rule) =>
        Assert.Single(GateCheck.Check(gate, evidence).Rows, r => r.Rule == rule);

    private static Dictionary<string, double> Map(string name, double value) => new(StringComparer.Ordinal) { [name] = value };
}
