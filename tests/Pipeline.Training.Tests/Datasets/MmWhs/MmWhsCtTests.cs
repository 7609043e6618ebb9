using Pipeline.Bundles;
using Pipeline.Training.Datasets;
using Pipeline.Training.Datasets.MmWhs;
using Pipeline.Training.Tests.Contracts;
using Pipeline.Training.Tests.Fixtures;

namespace Pipeline.Training.Tests.Datasets.MmWhs;

public sealed class MmWhsCtTests(PhantomData data) : DatasetContract(data)
{
    private static readonly MmWhsVariant Variant = new("ct", Four: false);

    protected override IDatasetReader Reader { get; } = new MmWhsReader(Variant);

    protected override IPhantomWriter Phantom { get; } = new MmWhsPhantom(Variant);

    protected override IReadOnlyList<Breakage> Breakages { get; } =
    [
        new("the other modality", folder => Rename(folder, "ct_train", "mr_train"), "but no ct_train_NNNN_image.nii.gz; choose the data set mm-whs-mr, or another folder"),
        new("no cases at all", folder => Directory.Delete(Path.Combine(folder, "ct_train"), recursive: true), "no ct_train_NNNN_image.nii.gz found; expected MM-WHS's layout"),
        new("a case twice", folder => File.Copy(Path.Combine(folder, "ct_train", "ct_train_1001_image.nii.gz"), Path.Combine(folder, "ct_train_1001_image.nii.gz")), "files of this kind, among them"),
    ];

    [Fact]
    public void CT_is_read_in_Hounsfield_units() =>
        Assert.Contains(new RescaleStep { Min = -200, Max = 600 }, Reader.Describe("").Preprocessing);

    [Fact]
    public void Test_images_are_no_cases()
    {
        var folder = Breakable();
        var test = Directory.CreateDirectory(Path.Combine(folder, "ct_test")).FullName;
        File.Copy(Path.Combine(folder, "ct_train", "ct_train_1001_image.nii.gz"), Path.Combine(test, "ct_test_2001_image.nii.gz"));
        File.Copy(Path.Combine(folder, "ct_train", "ct_train_1001_image.nii.gz"), Path.Combine(folder, "ct_train", "ct_test_2002_image.nii.gz"));
        Assert.Equal(["ct_train_1001"], Reader.Read(folder).Select(c => c.Id));
    }

    private static void Rename(string folder, string from, string to)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(folder, from)))
            File.Move(file, Path.Combine(folder, Path.GetFileName(file).Replace(from, to, StringComparison.Ordinal)));
    }
}
