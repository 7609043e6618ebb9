using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Pipeline.Bundles;

namespace Pipeline.Training.Configuration;

/// <summary>
/// Settings as one JSON object {training, augmentation, &lt;regime&gt;}: written into the run, read back on resume, and the place where
/// <c>--set key=value</c> acts. A key is "section.option", or the option alone where it is unique; '-' and '_' are the same.
/// </summary>
public static class SettingsJson
{
    public static JsonObject Write<TOptions>(RunSettings settings, string section, JsonTypeInfo<TOptions> type)
        where TOptions : RegimeOptions => new()
        {
            ["training"] = JsonSerializer.SerializeToNode(settings.Training, TrainingJson.Default.TrainingOptions),
            ["augmentation"] = JsonSerializer.SerializeToNode(settings.Augmentation, TrainingJson.Default.AugmentationOptions),
            [section] = JsonSerializer.SerializeToNode((TOptions)settings.Regime, type),
        };

    public static RunSettings Read<TOptions>(JsonObject json, string section, JsonTypeInfo<TOptions> type)
        where TOptions : RegimeOptions
    {
        try
        {
            return new RunSettings(
                json["training"].Deserialize(TrainingJson.Default.TrainingOptions) ?? throw new JsonException("training is missing"),
                json["augmentation"].Deserialize(TrainingJson.Default.AugmentationOptions) ?? throw new JsonException("augmentation is missing"),
                json[section].Deserialize(type) ?? throw new JsonException($"{section} is missing"));
        }
        catch (JsonException e)
        {
            throw new UserInputException($"settings: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }

    /// <summary>Applies one "key=value". The value is read as the type that stands there.</summary>
    public static void Set(JsonObject json, string assignment)
    {
        var equals = assignment.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0) throw new UserInputException($"--set {assignment}: expected key=value, for instance training.steps=2000");
        var key = assignment[..equals].Trim().Replace('-', '_');
        var text = assignment[(equals + 1)..].Trim();
        var (section, option) = Find(json, key, assignment);
        section[option] = Parse(section[option], key, text);
    }

    private static (JsonObject Section, string Option) Find(JsonObject json, string key, string assignment)
    {
        var matches = new List<(JsonObject Section, string Option, string Path)>();
        foreach (var (sectionName, node) in json)
        {
            if (node is not JsonObject section) continue;
            foreach (var (option, _) in section)
            {
                var path = $"{sectionName}.{option}";
                if (key == path || key == option) matches.Add((section, option, path));
            }
        }
        if (matches.Count == 1) return (matches[0].Section, matches[0].Option);
        if (matches.Count > 1)
        {
            throw new UserInputException($"--set {assignment}: '{key}' could be {string.Join(" or ", matches.Select(m => m.Path))}; write the section too");
        }
        var known = json.SelectMany(s => ((JsonObject)s.Value!).Select(o => $"{s.Key}.{o.Key}"));
        throw new UserInputException($"--set {assignment}: no option '{key}'; expected one of {string.Join(", ", known)}");
    }

    private static JsonNode? Parse(JsonNode? current, string key, string text)
    {
        var kind = current?.GetValueKind() ?? JsonValueKind.String;
        if (kind == JsonValueKind.String) return JsonValue.Create(text);
        try
        {
            var parsed = JsonNode.Parse(text);
            var found = parsed?.GetValueKind();
            var bothBooleans = kind is JsonValueKind.True or JsonValueKind.False && found is JsonValueKind.True or JsonValueKind.False;
            if (found == kind || bothBooleans) return parsed;
        }
        catch (JsonException)
        {
            // Said below, with what was expected.
        }
        var expected = kind switch
        {
            JsonValueKind.Number => "a number",
            JsonValueKind.Array => "a list such as [1, 2]",
            JsonValueKind.Object => "an object",
            _ => "true or false",
        };
        throw new UserInputException($"--set {key}={text}: expected {expected}");
    }
}
