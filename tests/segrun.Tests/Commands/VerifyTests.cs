using System.Text.Json;

namespace Segrun.Tests;

public sealed class VerifyTests : IDisposable
{
    private readonly Workshop _shop = new();

    public void Dispose() => _shop.Dispose();

    [Fact]
    public void A_good_bundle_passes_every_check_on_this_device()
    {
        SegrunResult result = SegrunProgram.Run("verify", _shop.BundleFolder, "--json");
        Assert.Equal(0, result.Code);
        JsonElement report = JsonElement.Parse(result.Output);
        Assert.True(report.GetProperty("passed").GetBoolean());
        string[] checks = [.. report.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("check").GetString()!)];
        Assert.Equal(["checksums", "model", "input and output", "golden pair", "recorded runs", "parity of logits", "parity of labels"], checks);
        Assert.Equal("none recorded", report.GetProperty("rows")[4].GetProperty("found").GetString());
    }

    [Fact]
    public void Recorded_runs_of_every_output_are_repeated_on_this_device()
    {
        SegrunResult result = SegrunProgram.Run("verify", _shop.WriteMapBundle());
        Assert.Equal(0, result.Code);
        Assert.Matches("recorded map +[0-9.e+-]+ of the range on 2 runs +≤ 1.0e-4 +ok", result.Output);
        Assert.Matches("recorded score +[0-9.e+-]+ of the range on 2 runs +≤ 1.0e-4 +ok", result.Output);
        Assert.Matches("parity of score .*ok", result.Output);
    }

    [Fact]
    public void A_model_that_computes_something_else_than_was_recorded_fails_with_code_3()
    {
        SegrunResult result = SegrunProgram.Run("verify", _shop.WriteMapBundle(recordedFactor: 0.1001f));
        Assert.Equal(3, result.Code);
        Assert.Matches("recorded map .*FAILED", result.Output);
        Assert.Matches("recorded score .*ok", result.Output);
        Assert.Matches("golden pair .*ok", result.Output);
    }

    [Fact]
    public void A_bundle_made_before_runs_were_recorded_still_verifies()
    {
        string models = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../artifacts/models"));
        SegrunResult result = SegrunProgram.Run("verify", "full-acdc/1.0.0", "--models", models);
        Assert.Equal(0, result.Code);
        Assert.Matches("recorded runs +none recorded", result.Output);
    }

    [Fact]
    public void A_golden_pair_that_comes_out_differently_fails_with_code_3()
    {
        _shop.WriteBundle("1.1.0", wrongGolden: true);
        SegrunResult result = SegrunProgram.Run("verify", "tiny", "--models", _shop.Models);
        Assert.Equal(3, result.Code);
        Assert.Matches("golden pair .*FAILED", result.Output);
    }

    [Fact]
    public void Parity_beyond_its_limit_fails_with_code_3()
    {
        _shop.WriteBundle("1.1.0", relativeMax: 2e-4);
        SegrunResult result = SegrunProgram.Run("verify", "tiny/1.1.0", "--models", _shop.Models);
        Assert.Equal(3, result.Code);
        Assert.Matches("parity of logits .*FAILED", result.Output);
    }

    [Fact]
    public void A_file_that_is_not_in_the_checksums_is_refused()
    {
        File.WriteAllText(Path.Combine(_shop.BundleFolder, "extra.txt"), "");
        SegrunResult result = SegrunProgram.Run("verify", _shop.BundleFolder);
        Assert.Equal(2, result.Code);
        Assert.Contains("extra.txt", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Fact]
    public void Inspect_shows_the_card_and_the_network()
    {
        SegrunResult result = SegrunProgram.Run("inspect", "tiny", "--models", _shop.Models);
        Assert.Equal(0, result.Code);
        Assert.Contains("tiny 1.0.0", result.Output, StringComparison.Ordinal);
        Assert.Contains("1 class 1", result.Output, StringComparison.Ordinal);
        SegrunResult json = SegrunProgram.Run("inspect", "tiny", "--models", _shop.Models, "--json");
        Assert.Equal("pipeline-card/1", JsonElement.Parse(json.Output).GetProperty("card").GetProperty("schema").GetString());
    }
}
