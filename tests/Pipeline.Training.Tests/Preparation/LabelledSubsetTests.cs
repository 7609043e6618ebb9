using Pipeline.Bundles;
using Pipeline.Training.Datasets;
using Pipeline.Training.Preparation;

namespace Pipeline.Training.Tests.Preparation;

public sealed class LabelledSubsetTests
{
    // Twenty patients with two volumes each, one more without label maps.
    private static readonly List<DatasetCase> Train =
    [
        .. from patient in Enumerable.Range(1, 20)
           from frame in new[] { "01", "12" }
           select new DatasetCase($"patient{patient:000}_frame{frame}", $"patient{patient:000}", new Dictionary<string, string>(), "label"),
        new DatasetCase("patient099_frame01", "patient099", new Dictionary<string, string>(), null),
    ];

    private static List<string> Patients(string text, long seed) =>
        [.. LabelledSubset.Of(text, Train, seed).Select(id => id[..10]).Distinct().Order(StringComparer.Ordinal)];

    [Fact]
    public void Draws_whole_patients_by_the_seed()
    {
        Assert.Equal(6, LabelledSubset.Of("3", Train, 1).Count);
        Assert.Equal(3, Patients("3", 1).Count);
        Assert.Equal(Patients("3", 1), Patients("3", 1));
        Assert.NotEqual(Patients("3", 1), Patients("3", 2));
    }

    [Fact]
    public void Larger_budgets_contain_the_smaller_ones()
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            Assert.Subset(Patients("6", seed).ToHashSet(), Patients("3", seed).ToHashSet());
            Assert.Subset(Patients("3", seed).ToHashSet(), Patients("1", seed).ToHashSet());
        }
    }

    [Fact]
    public void A_share_is_of_the_patients_and_at_least_one()
    {
        Assert.Equal(2, Patients("10%", 1).Count);
        Assert.Single(Patients("0.1%", 1));
        Assert.Equal(20, Patients("100%", 1).Count);
    }

    [Fact]
    public void Names_choose_patients_or_single_volumes_and_end_numbers_are_names_too()
    {
        Assert.Equal(["patient002_frame01", "patient002_frame12", "patient017_frame12"], LabelledSubset.Of("patient002, patient017_frame12", Train, 1).Order(StringComparer.Ordinal));
        Assert.Equal(["patient002", "patient007", "patient020"], Patients("2,7,20", 5));
    }

    [Fact]
    public void All_takes_every_case_that_has_a_label_map() => Assert.Equal(40, LabelledSubset.Of("all", Train, 1).Count);

    [Theory]
    [InlineData("patient098", "'patient098' is no labelled patient or volume of the training part")]
    [InlineData("patient099", "'patient099' is no labelled patient or volume of the training part")]
    [InlineData("2,77", "'77' is no labelled patient or volume of the training part")]
    [InlineData("21", "21 labelled patients were asked for, found 20")]
    public void What_is_not_there_is_named(string text, string message) =>
        Assert.Contains(message, Assert.Throws<UserInputException>(() => LabelledSubset.Of(text, Train, 1)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("0")]
    [InlineData("2.5")]
    [InlineData("0%")]
    [InlineData("120%")]
    [InlineData("x%")]
    [InlineData(",")]
    public void What_is_no_choice_is_refused_with_the_forms_that_are(string text)
    {
        var error = Assert.Throws<ArgumentException>(() => LabelledSubset.Check("semi.labelled", text));
        Assert.Equal($"semi.labelled = {text}: expected all, a number of patients, a share such as 5%, or names such as patient002,patient043", error.Message);
    }
}
