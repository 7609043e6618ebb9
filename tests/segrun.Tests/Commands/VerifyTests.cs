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
        Assert.Equal(["checksums", "model", "input and output", "golden pair", "parity of logits", "parity of labels"], checks);
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
