using Pipeline.Bundles;
using Pipeline.Training.Datasets;
using Pipeline.Training.Datasets.Msd;
using Pipeline.Training.Tests.Contracts;
using Pipeline.Training.Tests.Fixtures;

namespace Pipeline.Training.Tests.Datasets.Msd;

public sealed class MsdTests(PhantomData data) : DatasetContract(data)
{
    protected override IDatasetReader Reader { get; } = new MsdReader();

    protected override IPhantomWriter Phantom { get; } = new MsdPhantom();

    protected override IReadOnlyList<Breakage> Breakages { get; } =
    [
        new("no dataset.json", folder => File.Delete(Path.Combine(folder, "dataset.json")), "missing; expected the folder that holds dataset.json, imagesTr and labelsTr"),
        new("dataset.json that is not JSON", folder => JsonFile.Replace(folder, "{", "<"), "is not JSON"),
        new("several channels in one 4-D file", folder => JsonFile.Replace(folder, "\"0\":\"CT\"", "\"0\":\"T2\",\"1\":\"ADC\""), "and read that folder as nnunet"),
        new("a count that does not match", folder => JsonFile.Replace(folder, "\"numTraining\":1", "\"numTraining\":41"), "restore the missing files, or set numTraining to 1"),
        new("an image that is not listed", folder => File.Copy(Path.Combine(folder, "imagesTr", "spleen_1.nii.gz"), Path.Combine(folder, "imagesTr", "spleen_9.nii.gz")), "is not listed in dataset.json; add its entry"),
        new("image and label map of two cases", folder => JsonFile.Replace(folder, "labelsTr/spleen_1", "labelsTr/spleen_2"), "expected the label map of the same name; put the pairs right"),
        new("a path out of the folder", folder => JsonFile.Replace(folder, "./imagesTr/", "../imagesTr/"), "which lies outside the folder"),
        new("no training list", folder => JsonFile.Replace(folder, "\"training\"", "\"trainings\""), "lists no case under 'training'"),
        new("no background", folder => JsonFile.Replace(folder, "\"0\":\"background\",", ""), "expected 0 for the background and at least one other"),
        new("groups.json with an unknown case", folder => File.WriteAllText(Path.Combine(folder, "groups.json"), """{"spleen_7": "a"}"""), "names the case 'spleen_7', which the data do not hold"),
    ];

    [Fact]
    public void Labels_modality_and_licence_come_from_dataset_json()
    {
        var description = Reader.Describe(Data.Of(Phantom, 3, 11));
        Assert.Equal(["CT"], description.Modalities);
        Assert.Equal([(0, "background"), (1, "spleen")], description.Labels.Select(l => (l.Value, l.Name)));
        Assert.Equal("Medical Segmentation Decathlon: Spleen", description.Title);
        Assert.Equal("MIT", description.Licence);
    }

    [Fact]
    public void Test_images_are_no_cases()
    {
        var folder = Data.Of(Phantom, 3, 11);
        Assert.Single(Directory.GetFiles(Path.Combine(folder, "imagesTs")));
        Assert.Equal(["spleen_1", "spleen_2", "spleen_3"], Reader.Read(folder).Select(c => c.Id));
    }

    [Fact]
    public void CT_gets_a_window_and_anything_else_percentiles()
    {
        var folder = Breakable();
        Assert.Contains(new RescaleStep { Min = -160, Max = 240 }, Reader.Describe(folder).Preprocessing);
        JsonFile.Replace(folder, "\"CT\"", "\"MRI\"");
        Assert.Contains(new ClipPercentilesStep { Lower = 1, Upper = 99 }, Reader.Describe(folder).Preprocessing);
    }

    [Fact]
    public void Groups_json_puts_two_scans_of_a_patient_together()
    {
        var folder = Data.CopyToBreak(Data.Of(Phantom, 3, 11));
        File.WriteAllText(Path.Combine(folder, "groups.json"), """{"spleen_1": "anna", "spleen_3": "anna"}""");
        Assert.Equal(["anna", "spleen_2", "anna"], Reader.Read(folder).Select(c => c.Group));
    }
}
