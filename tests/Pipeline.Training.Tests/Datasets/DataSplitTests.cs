using Pipeline.Bundles;
using Pipeline.Training.Datasets;

namespace Pipeline.Training.Tests.Datasets;

public sealed class DataSplitTests
{
    private static readonly IReadOnlyList<DatasetCase> Cases =
    [
        .. Enumerable.Range(1, 20).SelectMany(p => new[] { 1, 2 }.Select(f =>
            new DatasetCase($"p{p:00}_{f}", $"p{p:00}", new Dictionary<string, string>(StringComparer.Ordinal) { ["mri"] = "x" }, "y"))),
    ];

    [Fact]
    public void Divides_patients_by_seed_without_overlap()
    {
        var split = DataSplit.Make(Cases, null, null, 0.25, 0.2, seed: 4);
        Assert.Equal(4, split.Test.Count);
        Assert.Equal(4, split.Validation.Count);
        Assert.Equal(12, split.Train.Count);
        Assert.Equal(20, split.Train.Concat(split.Validation).Concat(split.Test).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(split.Train, DataSplit.Make(Cases, null, null, 0.25, 0.2, seed: 4).Train);
        Assert.NotEqual(split.Train, DataSplit.Make(Cases, null, null, 0.25, 0.2, seed: 5).Train);
    }

    [Fact]
    public void Takes_both_scans_of_a_patient_to_the_same_part()
    {
        var split = DataSplit.Make(Cases, null, null, 0.25, 0.2, seed: 4);
        Assert.Equal(24, DataSplit.Select(Cases, split.Train).Count);
        Assert.Empty(DataSplit.Select(Cases, split.Train).Select(c => c.Group).Intersect(DataSplit.Select(Cases, split.Test).Select(c => c.Group), StringComparer.Ordinal));
    }

    [Fact]
    public void Carves_validation_from_the_file_s_train_part_only()
    {
        var file = new SplitFile { Train = [.. Cases.Select(c => c.Group).Distinct(StringComparer.Ordinal).Take(15)], Test = ["p19", "p20"] };
        var split = DataSplit.Make(Cases, file, "split.json", 0.2, 0.5, seed: 1);
        Assert.Equal(["p19", "p20"], split.Test);
        Assert.Equal(3, split.Validation.Count);
        Assert.Equal(12, split.Train.Count);
        Assert.Equal(file.Train, split.Train.Concat(split.Validation).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Keeps_the_file_s_own_validation_part()
    {
        var file = new SplitFile { Train = ["p01"], Val = ["p02"], Test = ["p03"] };
        var split = DataSplit.Make(Cases, file, "split.json", 0.2, 0.2, seed: 1);
        Assert.Equal(["p01"], split.Train);
        Assert.Equal(["p02"], split.Validation);
    }

    [Fact]
    public void Names_a_patient_that_the_data_do_not_hold()
    {
        var file = new SplitFile { Train = ["p01", "p77"], Test = [] };
        var error = Assert.Throws<UserInputException>(() => DataSplit.Make(Cases, file, "my.json", 0, 0, 1));
        Assert.Equal("my.json: train names 'p77', which the data do not hold; expected patients such as 'p01'", error.Message);
    }

    [Fact]
    public void Refuses_a_split_that_leaves_nobody_to_train_on()
    {
        var one = Cases.Take(2).ToList();
        var error = Assert.Throws<UserInputException>(() => DataSplit.Make(one, null, null, 0.2, 0.2, 1));
        Assert.StartsWith("no patient is left to train on: 1 patients, 0 for validation, 1 for testing", error.Message, StringComparison.Ordinal);
    }
}
