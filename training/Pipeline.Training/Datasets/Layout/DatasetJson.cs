using System.Globalization;
using System.Text.Json;
using Pipeline.Bundles;

namespace Pipeline.Training.Datasets.Layout;

/// <summary>
/// dataset.json of the Decathlon and of nnU-Net. Two forms are in use: "modality" and labels as {"1": "spleen"} (Decathlon, nnU-Net 1),
/// "channel_names" and labels as {"spleen": 1} (nnU-Net 2).
/// </summary>
internal sealed record DatasetJson
{
    public required string Path { get; init; }

    public string? Name { get; private init; }

    public string? Description { get; private init; }

    public string? Licence { get; private init; }

    public string? Reference { get; private init; }

    /// <summary>Names of the input channels in order, made unique.</summary>
    public required IReadOnlyList<string> Channels { get; init; }

    /// <summary>Sorted by value, background 0 first.</summary>
    public required IReadOnlyList<LabelInfo> Labels { get; init; }

    /// <summary>numTraining; null where it is missing or 0, which people write who do not count.</summary>
    public int? TrainingCount { get; private init; }

    /// <summary>file_ending; null in the older form.</summary>
    public string? Ending { get; private init; }

    /// <summary>The list "training": image and label as written.</summary>
    public IReadOnlyList<(string Image, string Label)> Training { get; private init; } = [];

    public static DatasetJson Read(string folder)
    {
        var path = System.IO.Path.Combine(folder, "dataset.json");
        if (!File.Exists(path)) throw new UserInputException($"{path}: missing; expected the folder that holds dataset.json, imagesTr and labelsTr");
        using var document = ForeignJson.Read(path);
        var json = document.RootElement;
        if (json.TryGetProperty("dataset", out _))
        {
            throw new UserInputException($"{path}: lists its files under 'dataset', which is not read; expected them in imagesTr and labelsTr, copy or link them there");
        }
        return new DatasetJson
        {
            Path = path,
            Name = json.Text("name"),
            Description = json.Text("description"),
            Licence = json.Text("licence") ?? json.Text("license"),
            Reference = json.Text("reference"),
            Channels = ReadChannels(path, json),
            Labels = ReadLabels(path, json),
            TrainingCount = json.TryGetProperty("numTraining", out var count) && count.ValueKind == JsonValueKind.Number && count.TryGetInt32(out var n) && n > 0 ? n : null,
            Ending = json.Text("file_ending"),
            Training = [.. ReadTraining(path, json)],
        };
    }

    /// <summary>Refuses another number of training cases than the file states.</summary>
    public void RequireCount(int found, string what)
    {
        if (TrainingCount is { } count && count != found)
        {
            throw new UserInputException($"{Path}: numTraining is {count}, found {found} {what}; restore the missing files, or set numTraining to {found}");
        }
    }

    private static List<string> ReadChannels(string path, JsonElement json)
    {
        if ((!json.TryGetProperty("channel_names", out var channels) && !json.TryGetProperty("modality", out channels)) || channels.ValueKind != JsonValueKind.Object)
        {
            throw new UserInputException($"{path}: has neither channel_names nor modality; expected for instance \"channel_names\": {{\"0\": \"CT\"}}");
        }
        var names = new List<string>();
        var properties = channels.EnumerateObject().ToDictionary(p => ForeignJson.Clean(p.Name), p => ForeignJson.Clean(p.Value.ToString()), StringComparer.Ordinal);
        for (var i = 0; i < properties.Count; i++)
        {
            if (!properties.TryGetValue(i.ToString(CultureInfo.InvariantCulture), out var name) || name.Length == 0)
            {
                throw new UserInputException($"{path}: the channels are {string.Join(", ", properties.Keys)}, expected \"0\" to \"{properties.Count - 1}\" with a name each; renumber them");
            }
            // "noNorm" and the like name several channels at once; here a name is also a key.
            names.Add(names.Contains(name, StringComparer.Ordinal) ? string.Create(CultureInfo.InvariantCulture, $"{name}_{i}") : name);
        }
        return names.Count > 0 ? names : throw new UserInputException($"{path}: names no channel; expected for instance \"channel_names\": {{\"0\": \"CT\"}}");
    }

    private static List<LabelInfo> ReadLabels(string path, JsonElement json)
    {
        if (!json.TryGetProperty("labels", out var labels) || labels.ValueKind != JsonValueKind.Object)
        {
            throw new UserInputException($"{path}: has no labels; expected for instance \"labels\": {{\"background\": 0, \"spleen\": 1}}");
        }
        var result = labels.EnumerateObject().Select(entry => Label(path, entry)).OrderBy(label => label.Value).ToList();
        for (var i = 1; i < result.Count; i++)
        {
            if (result[i].Value == result[i - 1].Value)
            {
                throw new UserInputException($"{path}: the label value {result[i].Value} stands for both '{result[i - 1].Name}' and '{result[i].Name}'; give each its own");
            }
        }
        return result.Count > 1 && result[0].Value == 0
            ? result
            : throw new UserInputException($"{path}: the label values are {string.Join(", ", result.Select(label => label.Value))}; expected 0 for the background and at least one other");
    }

    private static LabelInfo Label(string path, JsonProperty entry)
    {
        var (key, value) = (ForeignJson.Clean(entry.Name), ForeignJson.Clean(entry.Value.ToString()));
        if (entry.Value.ValueKind == JsonValueKind.Array)
        {
            throw new UserInputException($"{path}: the label '{key}' is a region of several values, expected one value per label; list the single classes instead");
        }
        if (key == "ignore")
        {
            throw new UserInputException($"{path}: the labels have an 'ignore' value, which this program cannot leave out of training; expected every voxel to be labelled");
        }
        var (number, name) = entry.Value.ValueKind == JsonValueKind.String && Number(key) is { } first ? (first, value) : (Number(value), key);
        return number is { } n && name.Length > 0
            ? new LabelInfo { Value = n, Name = name }
            : throw new UserInputException($"{path}: the label '{key}' with '{value}' is not understood; expected \"spleen\": 1 or \"1\": \"spleen\", values from 0 to 65535");
    }

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= ushort.MaxValue ? value : null;

    private static IEnumerable<(string Image, string Label)> ReadTraining(string path, JsonElement json)
    {
        if (!json.TryGetProperty("training", out var training) || training.ValueKind != JsonValueKind.Array) yield break;
        foreach (var (entry, i) in training.EnumerateArray().Select((entry, i) => (entry, i)))
        {
            if (entry.ValueKind != JsonValueKind.Object || entry.Text("image") is not { } image || entry.Text("label") is not { } label)
            {
                throw new UserInputException($"{path}: training[{i}] is not understood; expected {{\"image\": \"./imagesTr/CASE.nii.gz\", \"label\": \"./labelsTr/CASE.nii.gz\"}}");
            }
            yield return (image, label);
        }
    }
}
