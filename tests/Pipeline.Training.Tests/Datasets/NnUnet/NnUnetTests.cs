using Pipeline.Training.Datasets;
using Pipeline.Training.Datasets.NnUnet;
using Pipeline.Training.Tests.Contracts;
using Pipeline.Training.Tests.Fixtures;

namespace Pipeline.Training.Tests.Datasets.NnUnet;

public sealed class NnUnetTests(PhantomData data) : DatasetContract(data)
{
    protected override IDatasetReader Reader { get; } = new NnUnetReader();

    protected override IPhantomWriter Phantom { get; } = new NnUnetPhantom();

    protected override IReadOnlyList<Breakage> Breakages { get; } =
    [
        new("no dataset.json", folder => File.Delete(Path.Combine(folder, "dataset.json")), "missing; expected the folder that holds dataset.json, imagesTr and labelsTr"),
        new("a channel that dataset.json does not name", folder => JsonFile.Replace(folder, ",\"1\":\"ADC\"", ""), "name the channel there or remove the file"),
        new("a name without channel", folder => Rename(folder, "case_001_0001", "case_001"), "the name has no channel, expected CASE_0000.nii.gz; rename it"),
        new("another ending", folder => JsonFile.Replace(folder, ".nii.gz", ".mha"), "convert the image, or set file_ending"),
        new("an ending that cannot be read", folder => JsonFile.Replace(folder, ".nii.gz", ".png"), "file_ending is .png, expected .nii.gz, .nii"),
        new("a count that does not match", folder => JsonFile.Replace(folder, "\"numTraining\":1", "\"numTraining\":8"), "restore the missing files, or set numTraining to 1"),
        new("a label map without image", folder => File.Copy(Path.Combine(folder, "labelsTr", "case_001.nii.gz"), Path.Combine(folder, "labelsTr", "case_009.nii.gz")), "restore the image or remove the label map"),
        new("no images", folder => Directory.Delete(Path.Combine(folder, "imagesTr"), recursive: true), "holds no image; expected CASE_0000.nii.gz and so on"),
        new("channels that are not numbered from 0", folder => JsonFile.Replace(folder, "\"0\":\"T2\"", "\"2\":\"T2\""), "renumber them"),
        new("no channels", folder => JsonFile.Replace(folder, "channel_names", "channels"), "has neither channel_names nor modality"),
        new("regions", folder => JsonFile.Replace(folder, "\"first\":1", "\"first\":[1,2]"), "is a region of several values, expected one value per label"),
        new("an ignore label", folder => JsonFile.Replace(folder, "\"second\":2", "\"second\":2,\"ignore\":3"), "which this program cannot leave out of training"),
        new("two labels of one value", folder => JsonFile.Replace(folder, "\"second\":2", "\"second\":1"), "stands for both 'first' and 'second'; give each its own"),
        new("a label that is no number", folder => JsonFile.Replace(folder, "\"first\":1", "\"first\":-1"), "values from 0 to 65535"),
        new("a label of a terminal's commands", folder => JsonFile.Replace(folder, "\"first\":1", "\"\\u001b[2J\\nfirst\":{\n\"a\": 1}"), "values from 0 to 65535"),
        new("files listed elsewhere", folder => JsonFile.Replace(folder, "\"name\"", "\"dataset\":{},\"name\""), "lists its files under 'dataset', which is not read"),
        new("a case with and without label map", folder => MoveToUnlabelled(folder, File.Copy), "is in imagesTr too; keep one of them"),
    ];

    [Fact]
    public void The_older_form_of_dataset_json_reads_the_same()
    {
        var folder = Breakable();
        var expected = Reader.Describe(folder);
        JsonFile.Replace(folder, "channel_names", "modality");
        JsonFile.Replace(folder, "{\"background\":0,\"first\":1,\"second\":2}", "{\"2\":\"second\",\"0\":\"background\",\"1\":\"first\"}");
        JsonFile.Replace(folder, "\"file_ending\":\".nii.gz\",", "");
        var found = Reader.Describe(folder);
        Assert.Equal(expected.Labels, found.Labels);
        Assert.Equal(expected.Modalities, found.Modalities);
        Assert.Single(Reader.Read(folder));
    }

    [Fact]
    public void Channels_of_one_name_are_told_apart()
    {
        var folder = Breakable();
        JsonFile.Replace(folder, "ADC", "T2");
        Assert.Equal(["T2", "T2_1"], Reader.Describe(folder).Modalities);
        Assert.Equal(["case_001_0000.nii.gz", "case_001_0001.nii.gz"], Reader.Read(folder)[0].Images.OrderBy(i => i.Key, StringComparer.Ordinal).Select(i => Path.GetFileName(i.Value)));
    }

    [Fact]
    public void Unlabelled_images_only_ever_train_and_test_images_are_no_cases()
    {
        var folder = Data.CopyToBreak(Data.Of(Phantom, 3, 11));
        Directory.Move(Path.Combine(folder, "imagesTs"), Path.Combine(folder, "imagesUnlabelled"));
        Assert.Equal(3, Reader.Read(Data.Of(Phantom, 3, 11)).Count);
        var cases = Reader.Read(folder);
        Assert.Equal(["case_004"], cases.Where(c => c.Label is null).Select(c => c.Id));
        for (var seed = 0; seed < 20; seed++)
        {
            Assert.Contains("case_004", DataSplit.Make(cases, null, null, 0.4, 0.4, seed).Train);
        }
    }

    [Fact]
    public void Spacing_is_the_median_and_at_most_320_pixels_remain()
    {
        var folder = Data.Of(Phantom, 3, 11);
        var spacings = Reader.Read(folder).Select(c => Pipeline.Imaging.ImageFile.ReadHeader(c.Images["T2"]).Geometry.Spacing.X).Order().ToList();
        Assert.Equal(spacings[1], Reader.Describe(folder).Spacing[0], 1e-3);
    }

    private static void Rename(string folder, string from, string to) =>
        File.Move(Path.Combine(folder, "imagesTr", from + ".nii.gz"), Path.Combine(folder, "imagesTr", to + ".nii.gz"));

    private static void MoveToUnlabelled(string folder, Action<string, string> how)
    {
        var target = Directory.CreateDirectory(Path.Combine(folder, "imagesUnlabelled")).FullName;
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "imagesTr"))) how(file, Path.Combine(target, Path.GetFileName(file)));
    }
}
