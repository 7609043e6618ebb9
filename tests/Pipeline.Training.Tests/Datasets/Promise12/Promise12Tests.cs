using Pipeline.Training.Datasets;
using Pipeline.Training.Datasets.Promise12;
using Pipeline.Training.Tests.Contracts;
using Pipeline.Training.Tests.Fixtures;

namespace Pipeline.Training.Tests.Datasets.Promise12;

public sealed class Promise12Tests(PhantomData data) : DatasetContract(data)
{
    protected override IDatasetReader Reader { get; } = new Promise12Reader();

    protected override IPhantomWriter Phantom { get; } = new Promise12Phantom();

    protected override IReadOnlyList<Breakage> Breakages { get; } =
    [
        new("header without its voxels", folder => File.Delete(Path.Combine(folder, "Case00.raw")), "its voxels are missing: no Case00.raw beside it; fetch both files"),
        new("a test case among the training cases", AddTestCase, "or move Case07 to another folder if it is a test case"),
        new("the same case in two parts", folder => Split(folder, "TrainingData_Part1", "TrainingData_Part2"), "keep one of them"),
        new("no cases at all", Empty, "no CaseNN.mhd found; expected PROMISE12's layout"),
    ];

    [Theory]
    [InlineData("training_data")]
    [InlineData("TrainingData_Part1", "TrainingData_Part2")]
    [InlineData("train/TrainingData_Part1", "train/TrainingData_Part3")]
    public void Finds_the_training_cases_below_the_folder_and_leaves_the_test_cases_alone(params string[] parts)
    {
        var folder = Data.CopyToBreak(Data.Of(Phantom, 3, 11));
        var ids = Reader.Read(folder).Select(c => c.Id).ToList();
        for (var i = 0; i < 3; i++) MoveCase(folder, $"Case{i:00}", Path.Combine(folder, parts[i % parts.Length]));
        var test = Directory.CreateDirectory(Path.Combine(folder, "test_data")).FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(folder, parts[0]), "Case00.*")) File.Copy(file, Path.Combine(test, Path.GetFileName(file)));
        Assert.Equal(ids, Reader.Read(folder).Select(c => c.Id));
        Assert.Equal(["Case00", "Case01", "Case02"], ids);
    }

    private static void MoveCase(string from, string name, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from, name + "*")) File.Move(file, Path.Combine(to, Path.GetFileName(file)));
    }

    private static void AddTestCase(string folder)
    {
        File.Copy(Path.Combine(folder, "Case00.raw"), Path.Combine(folder, "Case07.raw"));
        var header = File.ReadAllText(Path.Combine(folder, "Case00.mhd"));
        File.WriteAllText(Path.Combine(folder, "Case07.mhd"), header.Replace("Case00", "Case07", StringComparison.Ordinal));
    }

    private static void Split(string folder, string first, string second)
    {
        MoveCase(folder, "Case00", Path.Combine(folder, first));
        Directory.CreateDirectory(Path.Combine(folder, second));
        foreach (var file in Directory.GetFiles(Path.Combine(folder, first))) File.Copy(file, Path.Combine(folder, second, Path.GetFileName(file)));
    }

    private static void Empty(string folder)
    {
        foreach (var file in Directory.GetFiles(folder)) File.Delete(file);
    }
}
