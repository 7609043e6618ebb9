using System.Globalization;
using System.Text.RegularExpressions;
using Pipeline.Bundles;
using Pipeline.Imaging;
using Pipeline.Training.Datasets.Layout;

namespace Pipeline.Training.Datasets.NnUnet;

/// <summary>
/// nnU-Net's layout, the door for everybody's data: dataset.json (form 1 or 2), imagesTr/CASE_0000.nii.gz with one file per channel,
/// labelsTr/CASE.nii.gz. One addition of ours: imagesUnlabelled/CASE_0000.nii.gz are images without label maps, for the regimes that learn
/// from such; they only ever train. imagesTs is test data and is not read. A case is a patient unless groups.json says otherwise.
/// </summary>
public sealed partial class NnUnetReader : IDatasetReader
{
    private const string Labelled = "imagesTr";
    private const string Unlabelled = "imagesUnlabelled";

    public string Name => "nnunet";

    public string Title => "Any data in nnU-Net's layout: dataset.json, imagesTr, labelsTr";

    public DatasetDescription Describe(string folder)
    {
        DatasetFolder.Require(folder, "a folder with dataset.json, imagesTr and labelsTr");
        var json = DatasetJson.Read(folder);
        var spacing = DefaultPreparation.Spacing(Images(folder, json, Labelled).Select(c => c.Value[0]));
        return new DatasetDescription
        {
            Title = json.Name ?? Path.GetFileName(Path.GetFullPath(folder)),
            Task = (json.Description ?? $"{string.Join(", ", json.Channels)}: {string.Join(", ", json.Labels.Skip(1).Select(label => label.Name))}").TrimEnd('.'),
            Modalities = json.Channels,
            Labels = json.Labels,
            Licence = json.Licence ?? "not stated in dataset.json",
            Citation = json.Reference ?? "not stated in dataset.json",
            Spacing = spacing,
            Preprocessing = DefaultPreparation.Steps(spacing, DefaultPreparation.Window(json.Channels)),
            Postprocessing = [],
        };
    }

    public IReadOnlyList<DatasetCase> Read(string folder)
    {
        DatasetFolder.Require(folder, "a folder with dataset.json, imagesTr and labelsTr");
        var json = DatasetJson.Read(folder);
        var labelled = Images(folder, json, Labelled);
        var unlabelled = Images(folder, json, Unlabelled);
        if (labelled.Count == 0) throw new UserInputException($"{Path.Combine(folder, Labelled)}: holds no image; expected CASE_0000{Ending(json)} and so on");
        if (unlabelled.Keys.FirstOrDefault(labelled.ContainsKey) is { } twice)
        {
            throw new UserInputException($"{unlabelled[twice][0]}: the case {twice} is in {Labelled} too; keep one of them");
        }
        json.RequireCount(labelled.Count, $"cases in {Labelled}");
        var labels = DatasetFolder.Images(Path.Combine(folder, "labelsTr")).ToDictionary(DatasetFolder.Stem, path => path, StringComparer.Ordinal);
        if (labels.Keys.FirstOrDefault(id => !labelled.ContainsKey(id)) is { } orphan)
        {
            throw new UserInputException($"{labels[orphan]}: has no image {orphan}_0000{Ending(json)} in {Labelled}; restore the image or remove the label map");
        }
        var cases = labelled.Select(c => Case(json, c.Key, c.Value, labels.GetValueOrDefault(c.Key)
                ?? throw new UserInputException($"{Path.Combine(folder, "labelsTr", c.Key + Ending(json))}: is missing; restore it, or move the images of {c.Key} to {Unlabelled}")))
            .Concat(unlabelled.Select(c => Case(json, c.Key, c.Value, label: null)));
        return GroupsFile.In(folder).Apply(cases);
    }

    private static DatasetCase Case(DatasetJson json, string id, string[] images, string? label)
    {
        foreach (var other in label is null ? images[1..] : images[1..].Append(label)) ImageGrid.RequireSame(images[0], other);
        ImageGrid.Single(images[0]);
        return new DatasetCase(id, id, json.Channels.Zip(images).ToDictionary(p => p.First, p => p.Second, StringComparer.Ordinal), label);
    }

    /// <summary>Case → its files in the order of the channels.</summary>
    private static SortedDictionary<string, string[]> Images(string folder, DatasetJson json, string part)
    {
        var ending = Ending(json);
        var found = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var path in DatasetFolder.Images(Path.Combine(folder, part)))
        {
            if (!path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) throw new UserInputException($"{path}: expected the ending {ending} as in dataset.json; convert the image, or set file_ending");
            var name = ImageName().Match(DatasetFolder.Stem(path));
            if (!name.Success) throw new UserInputException($"{path}: the name has no channel, expected CASE_0000{ending}; rename it");
            var channel = int.Parse(name.Groups["channel"].Value, CultureInfo.InvariantCulture);
            if (channel >= json.Channels.Count)
            {
                throw new UserInputException($"{path}: is channel {channel}, dataset.json names {json.Channels.Count} ({string.Join(", ", json.Channels)}); name the channel there or remove the file");
            }
            var id = name.Groups["id"].Value;
            if (!found.TryGetValue(id, out var files)) found[id] = files = new string[json.Channels.Count];
            files[channel] = path;
        }
        foreach (var (id, files) in found)
        {
            if (Array.FindIndex(files, file => file is null) is var missing and >= 0)
            {
                throw new UserInputException($"{Path.Combine(folder, part)}: {id}_{missing:0000}{ending} is missing, channel {json.Channels[missing]} of {id}; restore it or remove the case");
            }
        }
        return found;
    }

    private static string Ending(DatasetJson json)
    {
        var ending = json.Ending ?? ".nii.gz";
        return ImageFile.IsImage("x" + ending) ? ending
            : throw new UserInputException($"{json.Path}: file_ending is {ending}, expected {ImageFile.ReadableEndings}; convert the images");
    }

    [GeneratedRegex(@"^(?<id>.+)_(?<channel>\d{4})$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ImageName();
}
