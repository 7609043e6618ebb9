using System.IO.Compression;

using Pipeline.Bundles;
using Pipeline.Imaging;
using Pipeline.Inference;
using Pipeline.Inference.Tests;

namespace Segrun.Tests;

/// <summary>Every kind of bad input gives its exit code, exactly one line that names what is wrong, and no file.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly Workshop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void Missing_file() => Refused(2, "absent.nii.gz", Predict(_shop.At("absent.nii.gz")));

    [Fact]
    public void Not_a_nifti()
    {
        File.WriteAllText(_shop.At("text.nii"), new string('x', 1000));
        Refused(2, "text.nii", Predict(_shop.At("text.nii")));
    }

    [Fact]
    public void Truncated_gzip()
    {
        byte[] whole = File.ReadAllBytes(_shop.WriteImage("whole.nii.gz", 40, 40, 4));
        File.WriteAllBytes(_shop.At("half.nii.gz"), whole[..(whole.Length / 2)]);
        Refused(2, "half.nii.gz", Predict(_shop.At("half.nii.gz")));
    }

    [Fact]
    public void Four_dimensional_image_where_the_card_expects_three()
    {
        // dim = [4, 5, 4, 1, 2] in a NIfTI-1 header, twice the voxels
        byte[] file = Raw(_shop.WriteImage("three.nii", 5, 4, 1));
        BitConverter.TryWriteBytes(file.AsSpan(40), (short)4);
        BitConverter.TryWriteBytes(file.AsSpan(48), (short)2);
        File.WriteAllBytes(_shop.At("four.nii"), [.. file, .. file[352..]]);
        Refused(2, "4-D", Predict(_shop.At("four.nii")));
    }

    [Fact]
    public void Wrong_number_of_modalities()
    {
        string image = _shop.WriteImage("scan.nii.gz");
        Refused(2, "no modality t2", ["predict", "--modality", $"mr={image}", "--modality", $"t2={image}", "-m", _shop.BundleFolder, "-o", _shop.At("out.nii.gz")]);
    }

    [Fact]
    public void Image_that_holds_nan()
    {
        ImageFile.Write(_shop.At("nan.nii"), Volumes.Float(3, 3, 1, (x, y, _) => x == y && x == 2 ? float.NaN : 0));
        Refused(2, "voxel (2, 2, 0)", Predict(_shop.At("nan.nii")));
    }

    [Fact]
    public void Model_that_is_not_there() =>
        Refused(2, "nowhere", ["predict", _shop.WriteImage("scan.nii.gz"), "-m", "nowhere", "--models", _shop.Models, "-o", _shop.At("out.nii.gz")]);

    [Fact]
    public void Model_with_a_flipped_byte()
    {
        string model = Path.Combine(_shop.BundleFolder, "model.onnx");
        byte[] bytes = File.ReadAllBytes(model);
        bytes[^20] ^= 1;
        File.WriteAllBytes(model, bytes);
        Refused(2, "model.onnx", Predict(_shop.WriteImage("scan.nii.gz")));
        Refused(2, "model.onnx", ["verify", _shop.BundleFolder]);
        Refused(2, "model.onnx", ["inspect", _shop.BundleFolder]);
    }

    [Fact]
    public void Output_in_a_read_only_folder()
    {
        string image = _shop.WriteImage("scan.nii.gz");
        Directory.CreateDirectory(_shop.At("locked"));
        if (!OperatingSystem.IsWindows() && Environment.UserName != "root")
        {
            File.SetUnixFileMode(_shop.At("locked"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
            Refused(2, "locked", ["predict", image, "-m", _shop.BundleFolder, "-o", _shop.At("locked", "out.nii.gz")]);
        }

        // A place where nobody may make a file, the superuser included.
        if (OperatingSystem.IsLinux())
            Refused(2, "/proc", ["predict", image, "-m", _shop.BundleFolder, "-o", "/proc/out.nii.gz"]);
    }

    [Fact]
    public void Output_on_a_full_disk_leaves_no_partial_file()
    {
        // The file-size limit stands in for a full disk: the write fails in the middle, as it does there.
        if (!OperatingSystem.IsLinux())
            return;
        string image = _shop.WriteImage("scan.nii", 300, 300, 10);
        var before = _shop.Snapshot();

        SegrunResult result = SegrunProgram.RunLimited(kibibytes: 8, "predict", image, "-m", _shop.BundleFolder, "-o", _shop.At("out.nii"));

        Assert.True(result.Code is 2 or 4, $"exit code {result.Code}: {result.Error}");
        Assert.Equal(PredictionsFile.ResearchUse, result.ErrorLines[0]); // the work had begun
        Assert.Contains("could not be written", Assert.Single(result.ErrorLines.Skip(1)), StringComparison.Ordinal);
        Assert.Equal(before, _shop.Snapshot());
    }

    [Fact]
    public void Output_that_would_overwrite_its_input()
    {
        string image = _shop.WriteImage("scan.nii.gz");
        Refused(2, "overwrite", ["predict", image, "-m", _shop.BundleFolder, "-o", image]);
    }

    [Theory]
    [InlineData("segrun: unknown option '--frobnicate'; see segrun predict --help.", "predict", "a.nii", "--frobnicate", "-m", "x", "-o", "y")]
    [InlineData("segrun: unknown command 'frobnicate'; see segrun --help.", "frobnicate")]
    [InlineData("segrun: unknown option '--frobnicate'; see segrun --help.", "--frobnicate")]
    [InlineData("'--model' is required", "predict", "a.nii", "-o", "y")]
    [InlineData("'--output' is required", "predict", "a.nii", "-m", "x")]
    [InlineData("auto, cpu, cuda", "predict", "a.nii", "-m", "x", "-o", "y", "--device", "tpu")]
    [InlineData("--threads 'many'", "predict", "a.nii", "-m", "x", "-o", "y", "--threads", "many")]
    [InlineData("--max-memory '1'", "predict", "a.nii", "-m", "x", "-o", "y", "--max-memory", "1")]
    [InlineData("--min-dice '2'", "gate", "--min-dice", "2")]
    [InlineData("gates.json", "gate")]
    [InlineData("command", "")]
    public void Wrong_usage(string told, params string[] arguments) => Refused(2, told, arguments is [""] ? [] : arguments);

    [Fact]
    public void Device_that_this_program_does_not_carry() =>
        Refused(4, "--device cpu", [.. Predict(_shop.WriteImage("scan.nii.gz")), "--device", OperatingSystem.IsWindows() ? "cuda:31" : "directml"]);

    [Fact]
    public void Label_map_of_another_shape_in_evaluate()
    {
        string cases = _shop.WriteCases();
        ImageFile.WriteLabels(_shop.At("b_gt.nii.gz"), Workshop.Truth(12, 8, 2));
        SegrunResult result = SegrunProgram.Run("evaluate", "-m", _shop.BundleFolder, "--cases", cases, "-o", _shop.At("metrics.json"));
        Assert.Equal(2, result.Code);
        Assert.Contains("12×8×2", result.ErrorLines[^1], StringComparison.Ordinal);
        Assert.False(File.Exists(_shop.At("metrics.json")));
    }

    [Fact]
    public void Cases_file_without_labels_or_that_is_none()
    {
        string image = _shop.WriteImage("a.nii.gz");
        new CasesFile { Cases = [new CaseEntry { Id = "a", Group = "a", Images = new Dictionary<string, string> { ["mr"] = image } }] }.Save(_shop.At("cases.json"));
        Refused(2, "has no label", ["evaluate", "-m", _shop.BundleFolder, "--cases", _shop.At("cases.json"), "-o", _shop.At("m.json")]);
        File.WriteAllText(_shop.At("cases.json"), "{");
        Refused(2, "cases.json", ["evaluate", "-m", _shop.BundleFolder, "--cases", _shop.At("cases.json"), "-o", _shop.At("m.json")]);
    }

    private string[] Predict(string image) => ["predict", image, "-m", _shop.BundleFolder, "-o", _shop.At("out.nii.gz")];

    private void Refused(int code, string told, string[] arguments)
    {
        var before = _shop.Snapshot();
        SegrunResult result = SegrunProgram.Run(_shop.Folder, new Dictionary<string, string>(), arguments);
        Assert.Equal((code, ""), (result.Code, result.Output));
        string line = Assert.Single(result.ErrorLines);
        Assert.StartsWith("segrun: ", line, StringComparison.Ordinal);
        Assert.Contains(told, line, StringComparison.Ordinal);
        Assert.Equal(before, _shop.Snapshot());
    }

    private static byte[] Raw(string path)
    {
        using Stream stream = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(File.OpenRead(path), CompressionMode.Decompress) : File.OpenRead(path);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
