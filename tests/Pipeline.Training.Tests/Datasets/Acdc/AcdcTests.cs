using Pipeline.Bundles;
using Pipeline.Imaging;
using Pipeline.Training.Datasets;
using Pipeline.Training.Datasets.Acdc;
using Pipeline.Training.Preparation;
using Pipeline.Training.Tests.Contracts;
using Pipeline.Training.Tests.Fixtures;

namespace Pipeline.Training.Tests.Datasets.Acdc;

public sealed class AcdcTests(PhantomData data) : DatasetContract(data)
{
    protected override IDatasetReader Reader { get; } = new AcdcReader();

    protected override IPhantomWriter Phantom { get; } = new AcdcPhantom();

    protected override IReadOnlyList<Breakage> Breakages { get; } =
    [
        new("no Info.cfg", folder => File.Delete(Info(folder)), "missing; expected a file with the lines 'ED: <frame>' and 'ES: <frame>'"),
        new("a phase that Info.cfg does not name", folder => File.WriteAllText(Info(folder), "ED: 1\n"), "no line 'ES: <frame>' found"),
        new("both phases one frame", folder => File.WriteAllText(Info(folder), "ED: 7\nES: 7\n"), "expected two different frames"),
        new("phases that are other frames than the files", folder => File.WriteAllText(Info(folder), "ED: 2\nES: 5\n"), "frame that Info.cfg names; restore the file or remove the patient"),
    ];

    private static string Message(string folder) => Assert.Throws<UserInputException>(() => new AcdcReader().Read(folder)).Message;

    private static string Info(string folder) => Path.Combine(folder, "patient001", "Info.cfg");

    [Fact]
    public void Frames_come_from_Info_cfg()
    {
        var cases = Reader.Read(Data.Folder).Where(c => c.Group == "patient001").ToList();
        var info = File.ReadAllLines(Path.Combine(Data.Folder, "patient001", "Info.cfg"));
        var frames = info.Take(2).Select(line => int.Parse(line.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(frames.Select(f => $"patient001_frame{f:00}"), cases.Select(c => c.Id));
    }

    [Fact]
    public void Accepts_the_folder_above_training()
    {
        var above = Data.New("above");
        Directory.CreateDirectory(above);
        Directory.Move(Data.CopyToBreak(), Path.Combine(above, "training"));
        Assert.Equal(10, Reader.Read(above).Count);
    }

    [Fact]
    public void Says_that_Info_cfg_is_missing()
    {
        var folder = Data.CopyToBreak();
        File.Delete(Info(folder));
        Assert.Equal($"{Info(folder)}: missing; expected a file with the lines 'ED: <frame>' and 'ES: <frame>'", Message(folder));
    }

    [Theory]
    [InlineData("ED: 1\n", ": no line 'ES: <frame>' found; expected the frame number of ES")]
    [InlineData("ED: one\nES: 9\n", ": ED is 'one'; expected a frame number from 1 to 999")]
    [InlineData("ED: 1\nES: 0\n", ": ES is '0'; expected a frame number from 1 to 999")]
    [InlineData("ED: 7\nES: 7\n", ": ED and ES are both frame 7; expected two different frames")]
    public void Says_what_is_wrong_in_Info_cfg(string text, string expected)
    {
        var folder = Data.CopyToBreak();
        File.WriteAllText(Info(folder), text);
        Assert.Equal(Info(folder) + expected, Message(folder));
    }

    [Fact]
    public void Says_which_label_map_is_missing()
    {
        var folder = Data.CopyToBreak();
        var gt = Directory.GetFiles(Path.Combine(folder, "patient002"), "*_gt.nii.gz").Order(StringComparer.Ordinal).First();
        File.Delete(gt);
        Assert.EndsWith(
            $"{Path.GetFileName(gt)} is missing, the label map of the ED frame that Info.cfg names; restore the file or remove the patient", Message(folder), StringComparison.Ordinal);
    }

    [Fact]
    public void Says_that_image_and_label_map_differ_in_shape()
    {
        var folder = Data.CopyToBreak();
        var gt = Directory.GetFiles(Path.Combine(folder, "patient001"), "*_gt.nii.gz").Order(StringComparer.Ordinal).First();
        ImageFile.WriteLabels(gt, new Volume<ushort>(new Size3(4, 5, 6), Geometry.FromSpacing(1, 1, 1), new ushort[120]));
        var message = Message(folder);
        Assert.StartsWith($"{gt}: found 4×5×6 voxels, expected ", message, StringComparison.Ordinal);
        Assert.EndsWith("image and label map must share one grid", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_that_a_folder_holds_no_patients()
    {
        var folder = Data.New("empty");
        Directory.CreateDirectory(folder);
        Assert.Equal($"{folder}: no folder patientNNN found; expected ACDC's layout, patient001/Info.cfg and so on", Message(folder));
    }

    [Fact]
    public void Refuses_a_label_that_ACDC_does_not_have()
    {
        var folder = Data.CopyToBreak();
        var gt = Directory.GetFiles(Path.Combine(folder, "patient001"), "*_gt.nii.gz").Order(StringComparer.Ordinal).First();
        var labels = ImageFile.ReadLabels(gt);
        labels[0, 0, 0] = 85;
        ImageFile.WriteLabels(gt, labels);
        var description = Reader.Describe(folder);
        var preparer = new CasePreparer(description.Modalities, description.Labels, description.Preprocessing, Data.New("cache"));
        var error = Assert.Throws<UserInputException>(() => preparer.Prepare(Reader.Read(folder), _ => true, null, CancellationToken.None));
        Assert.Equal($"{gt}: found label 85, expected 0, 1, 2, 3; map the labels first", error.Message);
    }

    [Fact]
    public void Both_frames_are_one_heart_that_contracts()
    {
        var (_, diastole) = AcdcPhantomVolume.Draw(3, 1, systole: false);
        var (_, systole) = AcdcPhantomVolume.Draw(3, 1, systole: true);
        Assert.Equal(diastole.Size, systole.Size);
        Assert.Equal(diastole.Geometry.Spacing, systole.Geometry.Spacing);
        var before = diastole.Voxels.Count(v => v == 3);
        var after = systole.Voxels.Count(v => v == 3);
        Assert.InRange((double)after / before, 0.1, 0.95);
    }

    [Fact]
    public void Spacings_and_sizes_are_those_of_the_real_set()
    {
        for (var patient = 1; patient <= 8; patient++)
        {
            var (image, labels) = AcdcPhantomVolume.Draw(9, patient, systole: false);
            Assert.InRange(image.Geometry.Spacing.X, 1.2, 1.9);
            Assert.InRange(image.Geometry.Spacing.Z, 5, 10);
            Assert.InRange(image.Size.Z, 6, 20);
            // Base and apex slices lack structures.
            Assert.DoesNotContain((ushort)3, labels.Slice(0).ToArray());
        }
    }
}
