using Pipeline.Bundles;

namespace Pipeline.Inference.Tests;

public sealed class OutputPlanTests : IDisposable
{
    private static readonly PredictionCase A = new("a", ["in/a.nii.gz"]);
    private static readonly PredictionCase B = new("b", ["in/b.nii.gz"]);
    private readonly string _folder = Directory.CreateTempSubdirectory("output").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void One_input_and_an_image_name_write_that_file_alone()
    {
        var plan = OutputPlan.For("x/labels.nii", [A]);
        Assert.Equal(["x/labels.nii"], plan.LabelMaps);
        Assert.Null(plan.Predictions);
    }

    [Fact]
    public void Everything_else_writes_a_folder_with_a_map_per_case()
    {
        var plan = OutputPlan.For(Path.Combine(_folder, "out"), [A, B]);
        Assert.Equal(["a_seg.nii.gz", "b_seg.nii.gz"], plan.LabelMaps.Select(Path.GetFileName));
        Assert.Equal(Path.Combine(_folder, "out", "predictions.json"), plan.Predictions);
    }

    [Fact]
    public void Outputs_that_cannot_be_meant_are_refused()
    {
        string file = Path.Combine(_folder, "notes.txt");
        File.WriteAllText(file, "");
        Assert.Throws<UserInputException>(() => OutputPlan.For("labels.nii.gz", [A, B]));
        Assert.Throws<UserInputException>(() => OutputPlan.For("in/a.nii.gz", [A]));
        Assert.Throws<UserInputException>(() => OutputPlan.For(file, [A]));
    }

    [Fact]
    public void Preparing_leaves_no_file_behind()
    {
        string folder = Path.Combine(_folder, "new", "deep");
        OutputPlan.For(folder, [A, B]).Prepare();
        Assert.True(Directory.Exists(folder));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
        Assert.Throws<UserInputException>(() => OutputPlan.For(Path.Combine(_folder, "absent", "x.nii"), [A]).Prepare());
    }
}
