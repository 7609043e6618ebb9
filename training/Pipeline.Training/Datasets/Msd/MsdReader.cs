using Pipeline.Bundles;
using Pipeline.Training.Datasets.Layout;

namespace Pipeline.Training.Datasets.Msd;

/// <summary>
/// Any single-channel task of the Medical Segmentation Decathlon, told by its dataset.json: the pairs listed under "training", usually
/// imagesTr/NAME.nii.gz and labelsTr/NAME.nii.gz. imagesTs has no labels and is not read. Tasks with several channels (BrainTumour, Prostate)
/// keep them in one 4-D file and are refused, because every other part of the program has one file per modality; nnU-Net's layout has too.
/// A case is a patient unless groups.json says otherwise. No real file has confirmed this yet: docs/datasets.md lists what is open.
/// </summary>
public sealed class MsdReader : IDatasetReader
{
    public string Name => "msd";

    public string Title => "Medical Segmentation Decathlon, any task by its dataset.json";

    public DatasetDescription Describe(string folder)
    {
        DatasetFolder.Require(folder, "the folder of a task, such as Task09_Spleen");
        var json = DatasetJson.Read(folder);
        var spacing = DefaultPreparation.Spacing(Cases(folder, json).Select(c => c.Images[json.Channels[0]]));
        return new DatasetDescription
        {
            Title = $"Medical Segmentation Decathlon: {json.Name ?? Path.GetFileName(Path.GetFullPath(folder))}",
            Task = (json.Description ?? $"{json.Channels[0]}: {string.Join(", ", json.Labels.Skip(1).Select(label => label.Name))}").TrimEnd('.'),
            Modalities = json.Channels,
            Labels = json.Labels,
            Licence = json.Licence ?? "not stated in dataset.json",
            Citation = "M. Antonelli et al., The Medical Segmentation Decathlon, Nature Communications 13, 2022, doi 10.1038/s41467-022-30695-9"
                + (json.Reference is { } reference ? $"; data: {reference}" : ""),
            Spacing = spacing,
            Preprocessing = DefaultPreparation.Steps(spacing, DefaultPreparation.Window(json.Channels)),
            Postprocessing = [],
        };
    }

    public IReadOnlyList<DatasetCase> Read(string folder)
    {
        DatasetFolder.Require(folder, "the folder of a task, such as Task09_Spleen");
        var json = DatasetJson.Read(folder);
        var cases = GroupsFile.In(folder).Apply(Cases(folder, json));
        var named = cases.SelectMany(c => c.Images.Values).ToHashSet(StringComparer.Ordinal);
        if (DatasetFolder.Images(Path.Combine(folder, "imagesTr")).FirstOrDefault(path => !named.Contains(path)) is { } stray)
        {
            throw new UserInputException($"{stray}: is not listed in dataset.json; add its entry under 'training', or move the file away");
        }
        json.RequireCount(cases.Count, "entries under 'training'");
        foreach (var item in cases) ImageGrid.RequireSame(item.Images[json.Channels[0]], item.Label!);
        return cases;
    }

    private static List<DatasetCase> Cases(string folder, DatasetJson json)
    {
        if (json.Channels.Count > 1)
        {
            throw new UserInputException(
                $"{json.Path}: has {json.Channels.Count} channels ({string.Join(", ", json.Channels)}) in one 4-D file per case, expected one; "
                + "write them to CASE_0000.nii.gz, CASE_0001.nii.gz and so on, and read that folder as nnunet");
        }
        var cases = new Dictionary<string, DatasetCase>(StringComparer.Ordinal);
        foreach (var (image, label) in json.Training)
        {
            if (Path.GetFileName(image).StartsWith("._", StringComparison.Ordinal)) continue;
            var id = DatasetFolder.Stem(image);
            if (DatasetFolder.Stem(label) != id)
            {
                throw new UserInputException($"{json.Path}: pairs {image} with {label}, expected the label map of the same name; put the pairs right");
            }
            var images = new Dictionary<string, string>(StringComparer.Ordinal) { [json.Channels[0]] = Existing(folder, json, image, "image") };
            if (!cases.TryAdd(id, new DatasetCase(id, id, images, Existing(folder, json, label, "label map"))))
            {
                throw new UserInputException($"{json.Path}: lists {image} twice; keep one entry");
            }
        }
        return cases.Count > 0
            ? [.. cases.Values]
            : throw new UserInputException($"{json.Path}: lists no case under 'training'; expected {{\"image\": \"./imagesTr/CASE.nii.gz\", \"label\": \"./labelsTr/CASE.nii.gz\"}} and so on");
    }

    private static string Existing(string folder, DatasetJson json, string name, string what)
    {
        var root = Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar;
        var path = Path.GetFullPath(Path.Combine(root, name));
        if (!path.StartsWith(root, StringComparison.Ordinal)) throw new UserInputException($"{json.Path}: names {name}, which lies outside the folder; expected a path below it");
        return File.Exists(path) ? path
            : throw new UserInputException($"{path}: is missing, the {what} that dataset.json names; restore the file, or remove its entry and lower numTraining");
    }
}
