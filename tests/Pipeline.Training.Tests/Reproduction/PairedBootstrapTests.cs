using Pipeline.Bundles;
using Pipeline.Training.Reproduction;

namespace Pipeline.Training.Tests.Reproduction;

public sealed class PairedBootstrapTests
{
    [Fact]
    public void A_constant_difference_has_an_interval_of_no_width()
    {
        var (mean, interval) = PairedBootstrap.Difference([Figures(0.7, 0.8, 0.9)], [Figures(0.6, 0.7, 0.8)]);
        Assert.Equal(0.1, mean, 12);
        Assert.Equal(0.1, interval[0], 12);
        Assert.Equal(0.1, interval[1], 12);
    }

    [Fact]
    public void Seeds_are_averaged_within_a_case_before_patients_are_drawn()
    {
        var (mean, interval) = PairedBootstrap.Difference([Figures(0.5, 0.9, 0.7), Figures(0.9, 0.5, 0.7)], [Figures(0.7, 0.7, 0.7)]);
        Assert.Equal(0, mean, 12);
        Assert.Equal(0, interval[1] - interval[0], 12);
    }

    [Fact]
    public void Pairing_removes_what_makes_cases_easy_or_hard()
    {
        var (_, interval) = PairedBootstrap.Difference([Figures(0.30, 0.62, 0.93)], [Figures(0.28, 0.60, 0.90)]);
        Assert.True(interval[0] > 0);
    }

    [Fact]
    public void A_patient_is_drawn_with_all_its_cases()
    {
        // Two volumes of each patient whose differences cancel: no draw of patients moves the mean.
        static TestFigures Pairs(double step) => new(0.5, new Dictionary<string, double> { ["LV"] = 0.5 },
            [.. Enumerable.Range(0, 6).Select(i => new CaseDice($"case{i}", $"patient{i / 2}", 0.5 + (i % 2 == 0 ? step : -step)))]);
        var (mean, interval) = PairedBootstrap.Difference([Pairs(0.1)], [Pairs(0)]);
        Assert.Equal(0, mean, 12);
        Assert.Equal(0, interval[1] - interval[0], 12);
    }

    [Fact]
    public void Other_cases_are_refused() =>
        Assert.Throws<UserInputException>(() => PairedBootstrap.Difference([Figures(0.5, 0.6, 0.7)], [Figures(0.5, 0.6)]));

    private static TestFigures Figures(params double[] dice) => new(
        dice.Average(), new Dictionary<string, double> { ["LV"] = dice.Average() }, [.. dice.Select((value, i) => new CaseDice($"case{i}", $"patient{i}", value))]);
}
