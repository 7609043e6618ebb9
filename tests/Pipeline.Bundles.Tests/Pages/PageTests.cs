using System.Text.Json;

namespace Pipeline.Bundles.Tests;

public sealed class PageTests
{
    [Fact]
    public void Readme_has_the_head_of_a_model_hub_and_all_that_a_user_must_know()
    {
        Card card = Samples.Card() with
        {
            Dataset = Samples.Card().Dataset with { Name = "ACDC", Licence = "CC-BY-NC-SA-4.0", LicenceUrl = "https://example.org/l" },
        };
        string page = ModelCardReadme.Write(card, Samples.Metrics(), Samples.Parity());
        string[] lines = page.Split('\n');
        Assert.Equal("---", lines[0]);
        int end = Array.IndexOf(lines, "---", 1);
        string head = string.Join('\n', lines[1..end]);
        foreach (string part in new[]
        {
            "license: cc-by-nc-sa-4.0", "library_name: onnx", "tags:\n- \"medical-imaging\"", "datasets:\n- \"ACDC\"", "metrics:\n- dice",
            "model-index:\n- name: \"full-phantom\"\n  results:\n  - task:\n      type: image-segmentation\n    dataset:\n      name: \"ACDC\"",
            "    metrics:\n    - type: dice\n      value: 0.9\n      name: mean foreground Dice", "name: \"Dice, myocardium\"",
        })
        {
            Assert.Contains(part, head, StringComparison.Ordinal);
        }
        string body = string.Join('\n', lines[(end + 1)..]);
        foreach (string part in new[]
        {
            "# full-phantom 1.0.0", "**Research use, not a medical device.**", "Licence of the data: **CC-BY-NC-SA-4.0** (https://example.org/l)",
            "| myocardium | 0.900 | 0.870–0.930 | 4.0 | 1 |", "| **mean** | **0.900** | 0.880–0.920 |", "The mean is over classes, then over cases",
            "per volume, not pooled over voxels", "empty in truth and\nprediction counts as 1", "3 cases of 2 patients", "50 inputs of 2 sizes, opset 17",
            "largest difference 1.0e-6 of the logit range", "96 volumes of 48 patients", "0 = background", card.Command, "seeds 7",
        })
        {
            Assert.Contains(part, body, StringComparison.Ordinal);
        }
        Assert.DoesNotContain('\r', page);
    }

    [Fact]
    public void Readme_of_an_unmeasured_model_says_so()
    {
        string page = ModelCardReadme.Write(Samples.Card());
        Assert.DoesNotContain("model-index", page, StringComparison.Ordinal);
        Assert.Contains("## Evaluation\n\nNot measured.", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Licence_that_no_hub_knows_is_named_as_other()
    {
        Card card = Samples.Card() with { Dataset = Samples.Card().Dataset with { Licence = "Research \"only\"" } };
        Assert.Contains("license: other\nlicense_name: \"Research \\\"only\\\"\"", ModelCardReadme.Write(card), StringComparison.Ordinal);
    }

    [Fact]
    public void Description_for_model_zoos_has_the_mandatory_keys_and_no_expression()
    {
        using JsonDocument document = JsonDocument.Parse(MonaiMetadata.Write(Samples.Card()));
        JsonElement root = document.RootElement;
        foreach (string key in new[]
        {
            "version", "monai_version", "pytorch_version", "numpy_version", "required_packages_version", "task", "description", "authors",
            "copyright", "network_data_format",
        })
        {
            Assert.True(root.TryGetProperty(key, out _), key);
        }
        JsonElement format = root.GetProperty("network_data_format");
        JsonElement input = format.GetProperty("inputs").GetProperty("image");
        JsonElement output = format.GetProperty("outputs").GetProperty("logits");
        foreach (JsonElement tensor in new[] { input, output })
        {
            foreach (string key in new[] { "type", "format", "num_channels", "spatial_shape", "dtype", "value_range", "is_patch_data", "channel_def" })
            {
                Assert.True(tensor.TryGetProperty(key, out _), key);
            }
        }
        Assert.Equal(1, input.GetProperty("num_channels").GetInt32());
        Assert.Equal("16*n", input.GetProperty("spatial_shape")[1].GetString());
        Assert.Equal(4, output.GetProperty("num_channels").GetInt32());
        Assert.Equal("myocardium", output.GetProperty("channel_def").GetProperty("2").GetString());
        Assert.Equal("1.0.0", root.GetProperty("version").GetString());
        Assert.False(root.GetRawText().Contains('$', StringComparison.Ordinal));
    }
}
