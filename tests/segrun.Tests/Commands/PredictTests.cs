using System.Text.Json;
using System.Text.RegularExpressions;

using Pipeline.Imaging;

namespace Segrun.Tests;

public sealed class PredictTests : IDisposable
{
    private readonly Workshop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void One_image_becomes_one_label_map_on_its_own_grid_and_nothing_else_is_written()
    {
        string image = _shop.WriteImage("scan.nii.gz", 17, 11, 3);
        var before = _shop.Snapshot();

        SegrunResult result = SegrunProgram.Run("predict", image, "-m", _shop.BundleFolder, "-o", _shop.At("labels.nii.gz"));

        Assert.Equal(0, result.Code);
        Assert.Equal(_shop.At("labels.nii.gz") + "\n", result.Output);
        Volume<ushort> labels = ImageFile.ReadLabels(_shop.At("labels.nii.gz"));
        Assert.Equal(Workshop.Truth(17, 11, 3).Voxels, labels.Voxels);
        Volume<float> read = ImageFile.Read(image);
        Assert.Equal(read.Geometry.Affine, labels.Geometry.Affine);
        Assert.Equal(["labels.nii.gz"], _shop.Snapshot().Keys.Except(before.Keys));
    }

    [Fact]
    public void A_folder_becomes_a_folder_of_label_maps_with_a_record()
    {
        _shop.WriteImage("in/a.nii.gz");
        _shop.WriteImage("in/b.nii", 5, 4, 1);

        SegrunResult result = SegrunProgram.Run("predict", _shop.At("in"), "-m", "tiny", "--models", _shop.Models, "-o", _shop.At("out"), "--device", "cpu", "--threads", "1");

        Assert.Equal(0, result.Code);
        Assert.Equal(["a_seg.nii.gz", "b_seg.nii.gz", "predictions.json"], Directory.GetFiles(_shop.At("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        JsonElement record = JsonElement.Parse(File.ReadAllBytes(_shop.At("out", "predictions.json")));
        Assert.Equal("pipeline-predictions/1", record.GetProperty("schema").GetString());
        Assert.Contains("not a medical device", record.GetProperty("notice").GetString(), StringComparison.Ordinal);
        Assert.Equal("cpu", record.GetProperty("device").GetString());
        Assert.Equal(2, record.GetProperty("cases").GetArrayLength());
        Assert.Equal("class 2", record.GetProperty("labels").GetProperty("2").GetString());
        Assert.StartsWith("Research use only", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lone_model_with_a_card_inside_is_enough_and_the_result_is_byte_for_byte_that_of_the_bundle()
    {
        string image = _shop.WriteImage("scan.nii.gz");
        File.Copy(Path.Combine(_shop.BundleFolder, "model.onnx"), _shop.At("lone.onnx"));
        Assert.Equal(0, SegrunProgram.Run("predict", image, "-m", _shop.At("lone.onnx"), "-o", _shop.At("one.nii.gz")).Code);
        Assert.Equal(0, SegrunProgram.Run("predict", image, "-m", _shop.BundleFolder, "-o", _shop.At("two.nii.gz"), "--threads", "2").Code);
        Assert.Equal(File.ReadAllBytes(_shop.At("one.nii.gz")), File.ReadAllBytes(_shop.At("two.nii.gz")));
    }

    [Fact]
    public void Some_failing_inputs_give_code_5_and_the_others_are_done()
    {
        _shop.WriteImage("in/a.nii.gz");
        File.WriteAllText(_shop.At("in", "b.nii.gz"), "this is not an image");
        _shop.WriteImage("in/c.nii.gz");

        SegrunResult result = SegrunProgram.Run("predict", _shop.At("in"), "-m", _shop.BundleFolder, "-o", _shop.At("out"));

        Assert.Equal(5, result.Code);
        Assert.Single(result.ErrorLines, line => line.StartsWith("segrun: b: ", StringComparison.Ordinal));
        Assert.Equal(["a_seg.nii.gz", "c_seg.nii.gz", "predictions.json"], Directory.GetFiles(_shop.At("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        JsonElement record = JsonElement.Parse(File.ReadAllBytes(_shop.At("out", "predictions.json")));
        Assert.Contains("b.nii.gz", record.GetProperty("cases")[1].GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Verbose_prints_the_memory_plan_before_the_start_and_an_impossible_budget_is_refused()
    {
        string image = _shop.WriteImage("scan.nii.gz");
        SegrunResult result = SegrunProgram.Run("predict", image, "-m", _shop.BundleFolder, "-o", _shop.At("x.nii.gz"), "--verbose", "--max-memory", "600");
        Assert.Equal(0, result.Code);
        Assert.Contains("planned of 600 MiB", result.Error, StringComparison.Ordinal);

        SegrunResult refused = SegrunProgram.Run("predict", image, "-m", _shop.BundleFolder, "-o", _shop.At("y.nii.gz"), "--max-memory", "20");
        Assert.Equal(4, refused.Code);
        Assert.Contains("--max-memory", Assert.Single(refused.ErrorLines), StringComparison.Ordinal);
        Assert.False(File.Exists(_shop.At("y.nii.gz")));
    }

    [Fact]
    public void The_peak_of_memory_stays_within_the_plans_headroom()
    {
        foreach (string name in (string[])["a", "b", "c"])
            _shop.WriteImage($"in/{name}.nii", 320, 320, 40);
        SegrunResult result = SegrunProgram.Run("predict", _shop.At("in"), "-m", _shop.BundleFolder, "-o", _shop.At("out"), "--verbose", "--max-memory", "1024");
        Assert.Equal(0, result.Code);
        int planned = Number(result.Error, "memory: (?<n>[0-9]+) MiB planned");
        int peak = Number(result.Error, "memory: (?<n>[0-9]+) MiB at the peak");
        Assert.InRange(peak, 1, 1.15 * planned);
    }

    [Fact]
    public void Json_on_stdout_is_the_record_and_nothing_more()
    {
        string image = _shop.WriteImage("scan.nii.gz");
        SegrunResult result = SegrunProgram.Run("predict", image, "-m", _shop.BundleFolder, "-o", _shop.At("x.nii.gz"), "--json");
        Assert.Equal(_shop.At("x.nii.gz"), JsonElement.Parse(result.Output).GetProperty("cases")[0].GetProperty("label_map").GetString());
    }

    private static int Number(string text, string pattern) =>
        int.Parse(Regex.Match(text, pattern, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["n"].Value);
}
