using Pipeline.Bundles;
using Pipeline.Imaging;

namespace Segrun.Tests;

public sealed class EvaluateTests : IDisposable
{
    private readonly Workshop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void Writes_the_metrics_of_every_case_and_prints_a_table()
    {
        SegrunResult result = SegrunProgram.Run("evaluate", "-m", _shop.BundleFolder, "--cases", _shop.WriteCases(), "-o", _shop.At("metrics.json"));
        Assert.Equal(0, result.Code);
        var metrics = MetricsFile.Load(_shop.At("metrics.json"));
        Assert.Equal(1, metrics.MeanDice);
        Assert.Equal(["a", "b"], metrics.Cases.Select(c => c.Id));
        Assert.Equal(["class 1", "class 2"], metrics.Classes.Keys);
        Assert.Equal(0, metrics.Classes["class 1"].Hd95);
        Assert.StartsWith("onnxruntime ", metrics.Backend, StringComparison.Ordinal);
        Assert.Contains("segrun evaluate -m", metrics.Command, StringComparison.Ordinal);
        Assert.Matches("mean +1.000", result.Output);
    }

    [Fact]
    public void A_map_is_measured_as_the_label_map_above_its_threshold()
    {
        string cases = _shop.WriteCases();
        foreach (string id in (string[])["a", "b"])
            ImageFile.WriteLabels(_shop.At($"{id}_gt.nii.gz"), Workshop.MapTruth());
        SegrunResult result = SegrunProgram.Run("evaluate", "-m", _shop.WriteMapBundle(), "--cases", cases, "-o", _shop.At("metrics.json"));
        Assert.Equal(0, result.Code);
        Assert.Equal(1, MetricsFile.Load(_shop.At("metrics.json")).MeanDice);
    }
}
