using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pipeline.Bundles;

/// <summary>
/// configs/metadata.json in the form of a MONAI bundle (mb_specification: version, monai_version, …, network_data_format), for users
/// of model zoos. Description only: this program never reads it back, and no field of it is an expression that gets evaluated.
/// </summary>
public static class MonaiMetadata
{
    /// <summary>Where it lies in a bundle.</summary>
    public const string Path = "configs/metadata.json";

    /// <summary>The file's text.</summary>
    public static byte[] Write(Card card)
    {
        using MemoryStream stream = new();
        JsonWriterOptions options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (Utf8JsonWriter json = new(stream, options))
        {
            json.WriteStartObject();
            json.WriteString("version", card.Version);
            WriteChangelog(json, card);
            const string None = "not needed: an ONNX model, run by ONNX Runtime";
            json.WriteString("monai_version", None);
            json.WriteString("pytorch_version", None);
            json.WriteString("numpy_version", None);
            json.WriteStartObject("required_packages_version");
            json.WriteEndObject();
            json.WriteString("name", card.Name);
            json.WriteString("task", card.Task);
            json.WriteString("description", card.Description);
            json.WriteString("authors", "not stated");
            json.WriteString("copyright", $"Model under the terms of its training data: {card.Dataset.Licence}");
            json.WriteString("data_source", card.Dataset.Name);
            json.WriteString("data_type", "image");
            json.WriteString("intended_use", ModelCardReadme.Disclaimer);
            WriteReferences(json, card);
            WriteMetrics(json, card);
            WriteFormat(json, card);
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static void WriteChangelog(Utf8JsonWriter json, Card card)
    {
        json.WriteStartObject("changelog");
        json.WriteString(card.Version, $"trained with regime {card.Regime}, commit {card.Commit}");
        json.WriteEndObject();
    }

    private static void WriteReferences(Utf8JsonWriter json, Card card)
    {
        json.WriteStartArray("references");
        json.WriteStringValue(card.Dataset.Citation);
        json.WriteEndArray();
    }

    private static void WriteMetrics(Utf8JsonWriter json, Card card)
    {
        json.WriteStartObject("eval_metrics");
        if (card.Metrics is { } metrics)
        {
            json.WriteNumber("mean_dice", metrics.MeanDice);
            foreach ((string name, double dice) in metrics.Dice) { json.WriteNumber("dice " + name, dice); }
        }
        json.WriteEndObject();
    }

    private static void WriteFormat(Utf8JsonWriter json, Card card)
    {
        json.WriteStartObject("network_data_format");
        json.WriteStartObject("inputs");
        WriteTensor(json, card, card.InputName, "image", "magnitude", card.Modalities.Count, card.Modalities);
        json.WriteEndObject();
        json.WriteStartObject("outputs");
        bool perLabel = card.Output.Kind is OutputKind.Logits or OutputKind.Probabilities;
        string kind = card.Output.Kind == OutputKind.Probabilities ? "probabilities" : "image";
        WriteTensor(
            json, card, card.Output.Name, kind, "segmentation", perLabel ? card.Labels.Count : 1,
            [.. perLabel ? card.Labels.Select(l => l.Name) : [card.Output.Name]]);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteTensor(
        Utf8JsonWriter json, Card card, string name, string type, string format, int channels, IReadOnlyList<string> channelNames)
    {
        json.WriteStartObject(name);
        json.WriteString("type", type);
        json.WriteString("format", format);
        if (format == "magnitude") { json.WriteString("modality", string.Join(", ", card.Modalities)); }
        json.WriteNumber("num_channels", channels);
        json.WriteStartArray("spatial_shape");
        for (int axis = 0; axis < card.Dimensions; axis++)
        {
            json.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"{card.Divisibility}*n"));
        }
        json.WriteEndArray();
        json.WriteString("dtype", "float32");
        json.WriteStartArray("value_range");
        if (card.Output.Kind == OutputKind.Probabilities && format == "segmentation")
        {
            json.WriteNumberValue(0);
            json.WriteNumberValue(1);
        }
        json.WriteEndArray();
        json.WriteBoolean("is_patch_data", false);
        json.WriteStartObject("channel_def");
        for (int c = 0; c < channels; c++) { json.WriteString(c.ToString(CultureInfo.InvariantCulture), channelNames[c]); }
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
