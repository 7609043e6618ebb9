using System.Text;
using System.Text.Json.Nodes;

namespace Pipeline.Bundles.Tests;

public sealed class CardTests
{
    [Fact]
    public void Round_trip_keeps_every_field()
    {
        byte[] json = Samples.Card().ToJson();
        Card again = Card.Parse(json, "card.json");
        Assert.Equal(Encoding.UTF8.GetString(json), Encoding.UTF8.GetString(again.ToJson()));
        Assert.Equal(4, again.Preprocessing.Count);
        Assert.Equal(99, Assert.IsType<ClipPercentilesStep>(again.Preprocessing[1]).Upper);
        Assert.Equal([1, 2, 3], Assert.IsType<LargestComponentStep>(again.Postprocessing[0]).Labels);
        Assert.Equal("image", again.InputName);
        Assert.Equal(OutputKind.Logits, again.Output.Kind);
        Assert.Equal(0.9, again.Metrics!.MeanDice);
    }

    [Fact]
    public void Text_is_snake_case_with_line_feeds_and_a_final_one()
    {
        string json = Encoding.UTF8.GetString(Samples.Card().ToJson());
        Assert.StartsWith("{\n  \"schema\": \"pipeline-card/1\",\n  \"name\": \"full-phantom\"", json, StringComparison.Ordinal);
        Assert.Contains("\"step\": \"clip-percentiles\"", json, StringComparison.Ordinal);
        Assert.Contains("\"mean_dice_interval\"", json, StringComparison.Ordinal);
        Assert.Contains("\"kind\": \"logits\"", json, StringComparison.Ordinal);
        Assert.EndsWith("}\n", json, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', json);
    }

    [Fact]
    public void Copy_inside_the_model_has_no_metrics_golden_pair_or_command_and_is_one_line()
    {
        string json = Samples.Card().ToModelJson();
        Card inside = Card.Parse(Encoding.UTF8.GetBytes(json), "model.onnx");
        Assert.Null(inside.Metrics);
        Assert.Null(inside.Golden);
        Assert.Equal("", inside.Command);
        Assert.DoesNotContain('\n', json);
        Assert.DoesNotContain("PIPELINE_DATA", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Step_name_may_come_after_the_parameters()
    {
        string json = Encoding.UTF8.GetString(Samples.Card().ToJson());
        JsonObject card = JsonNode.Parse(json)!.AsObject();
        card["preprocessing"] = new JsonArray(new JsonObject { ["lower"] = 1, ["upper"] = 98, ["step"] = "clip-percentiles" });
        Card read = Card.Parse(Encoding.UTF8.GetBytes(card.ToJsonString()), "card.json");
        Assert.Equal(98, Assert.IsType<ClipPercentilesStep>(Assert.Single(read.Preprocessing)).Upper);
    }

    /// <summary>Each case: JSON pointer, replacement (null removes the field), what the message must hold.</summary>
    public static TheoryData<string, string?, string> BrokenFields => new()
    {
        { "schema", "\"pipeline-card/2\"", "schema: found 'pipeline-card/2', expected 'pipeline-card/1'" },
        { "schema", null, "schema: missing" },
        { "name", null, "name: missing, expected text" },
        { "name", "7", "name: found 7, expected text" },
        { "name", "\"../x\"", "name: found '../x'" },
        { "name", "\"con\"", "name: found 'con'" },
        { "name", "\"Upper\"", "name: found 'Upper'" },
        { "version", "\"1.0\"", "version: found '1.0'" },
        { "input_name", null, "input_name: missing" },
        { "surprise", "1", "surprise: unknown field" },
        { "labels/0/value", "1", "labels[0].value: found 1, expected 0 = background first" },
        { "labels/2/value", "1", "labels[2].value: 1 appears twice" },
        { "labels/2/value", "1.5", "labels[2].value: found 1.5, expected a whole number" },
        { "labels/2/value", "70000", "labels[2].value: found 70000" },
        { "labels/3/name", "\"myocardium\"", "labels[3].name: 'myocardium' appears twice" },
        { "labels", "[]", "labels: found 0" },
        { "labels", "null", "labels: found null, expected a list" },
        { "modalities", "[]", "modalities: found 0" },
        { "modalities", "[\"t1\",\"t1\"]", "modalities[1]: 't1' appears twice" },
        { "modalities", "[null]", "modalities[0]: found null, expected text" },
        { "dimensions", "4", "dimensions: found 4, expected 2 or 3" },
        { "spacing/1", "0", "spacing[1]: found 0, expected more than 0 mm" },
        { "spacing", "[1,1,1]", "spacing: found 3 numbers, expected 2" },
        { "patch/0", "100", "patch[0]: found 100, expected a multiple of divisibility 16" },
        { "divisibility", "0", "divisibility: found 0" },
        { "divisibility", "99999999999", "divisibility: found 99999999999, expected a whole number" },
        { "output/kind", "\"magic\"", "output.kind: found \"magic\", expected one of logits, probabilities, map, clusters" },
        { "output/kind", "\"Logits\"", "output.kind" },
        { "output/kind", "0", "output.kind" },
        { "output/kind", "\"map\"", "output.threshold: missing" },
        { "output/threshold", "0.5", "output.threshold: only a map has a threshold" },
        { "preprocessing/0/step", "\"eval\"", "preprocessing[0].step: found 'eval', expected one of resample-in-plane, clip-percentiles, z-score, rescale" },
        { "preprocessing/0/step", null, "preprocessing[0].step: missing" },
        { "preprocessing/0/spacing", "[1.5]", "preprocessing[0].spacing: found 1 numbers" },
        { "preprocessing/1/lower", "99.5", "preprocessing[1].lower, upper: found 99.5 and 99" },
        { "preprocessing/2/sigma", "1", "preprocessing[2].sigma: unknown field" },
        { "preprocessing/3/min", "3", "preprocessing[3].min, max: found 3 and 3" },
        { "postprocessing/0/labels", "[0]", "postprocessing[0].labels[0]: found 0" },
        { "postprocessing/0/labels", "[9]", "postprocessing[0].labels[0]: found 9" },
        { "annotations/groups", "97", "annotations.groups: found 97" },
        { "dataset/licence", "\"\"", "dataset.licence: is empty" },
        { "dataset/hash", "\"abc\"", "dataset.hash: found 'abc'" },
        { "golden/input", "[\"../x.nii\"]", "golden: found path '../x.nii'" },
        { "golden/expected", "\"C:\\\\x\"", "golden: found path" },
        { "golden/input", "[]", "golden.input: found 0 files, expected 1" },
        { "envelope/intensity/flair", "{\"p1\":0,\"p50\":1,\"p99\":2}", "envelope.intensity: found 'flair'" },
        { "envelope/intensity/cine/p1", "1e9", "envelope.intensity.cine: found" },
        { "envelope/spacing/0/min", "9", "envelope.spacing[0]: found 9 to 1.75" },
        { "metrics/mean_dice", "1.2", "metrics.mean_dice: found 1.2, expected 0 to 1" },
        { "metrics/mean_dice_interval", "[0.9,0.8]", "metrics.mean_dice_interval[1]" },
        { "metrics/dice/liver", "0.9", "metrics.dice: found class 'liver'" },
    };

    [Theory]
    [MemberData(nameof(BrokenFields))]
    public void Refuses_a_broken_field_and_names_file_field_found_and_expected(string pointer, string? value, string expected)
    {
        JsonNode card = JsonNode.Parse(Samples.Card().ToJson())!;
        Edit(card, pointer.Split('/'), value);
        var error = Assert.Throws<BundleException>(() => Card.Parse(Encoding.UTF8.GetBytes(card.ToJsonString()), "card.json"));
        Assert.StartsWith("card.json: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Equal("card.json", error.File);
    }

    [Fact]
    public void A_card_made_in_code_with_numbers_that_JSON_lacks_is_not_written()
    {
        Card card = Samples.Card();
        Card[] broken =
        [
            card with { Spacing = [1.5, double.PositiveInfinity] },
            card with { Spacing = [double.NaN, 1.5] },
            card with { Preprocessing = [new RescaleStep { Min = double.NegativeInfinity, Max = 1 }] },
            card with { Preprocessing = [new ClipPercentilesStep { Lower = double.NaN, Upper = 1 }] },
            card with { Output = new OutputInfo { Name = "m", Kind = OutputKind.Map, Threshold = double.NaN } },
            card with { Metrics = card.Metrics! with { MeanDice = double.NaN } },
            card with { Metrics = card.Metrics! with { Hd95 = new Dictionary<string, double?>(StringComparer.Ordinal) { ["myocardium"] = double.PositiveInfinity } } },
        ];
        Assert.All(broken, c => Assert.Throws<BundleException>(() => c.ToJson()));
    }

    private static void Edit(JsonNode node, string[] path, string? value)
    {
        foreach (string part in path[..^1]) { node = node is JsonArray list ? list[int.Parse(part)]! : node[part]!; }
        if (node is JsonArray array) { array[int.Parse(path[^1])] = JsonNode.Parse(value!); }
        else if (value is null) { Assert.True(node.AsObject().Remove(path[^1])); }
        else { node[path[^1]] = JsonNode.Parse(value); }
    }
}
