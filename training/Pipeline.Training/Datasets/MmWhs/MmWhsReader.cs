using System.Text.RegularExpressions;
using Pipeline.Bundles;
using Pipeline.Training.Datasets.Layout;

namespace Pipeline.Training.Datasets.MmWhs;

/// <summary>
/// MM-WHS as it is handed out: ct_train_1001_image.nii.gz + ct_train_1001_label.nii.gz (mr_train_… likewise), in the folder itself or in
/// ct_train or mr_train below it. Test images (ct_test_2001_image…) have no labels and are not read. A case is a patient.
/// No real file has confirmed this yet: docs/datasets.md lists what is open.
/// </summary>
public sealed partial class MmWhsReader(MmWhsVariant variant) : IDatasetReader
{
    /// <summary>Contrast-enhanced blood reaches about 500 HU; a judgement, not from the paper.</summary>
    private static readonly (double Min, double Max) CtWindow = (-200, 600);

    public string Name => variant.Name;

    public string Title => $"MM-WHS 2017 (Multi-Modality Whole Heart Segmentation), {variant.Modality.ToUpperInvariant()}, {(variant.Four ? "four" : "seven")} structures";

    public DatasetDescription Describe(string folder) => new()
    {
        Title = Title,
        Task = $"Cardiac {(variant.IsCt ? "CT angiography" : "MRI")}: {string.Join(", ", variant.Labels.Skip(1).Select(label => label.Name))}",
        Modalities = [variant.Modality],
        Labels = variant.Labels,
        Aliases = variant.Aliases,
        Licence = "research use, terms of the MM-WHS challenge",
        LicenceUrl = "https://zmiclab.github.io/zxh/0/mmwhs/",
        Citation = "X. Zhuang and J. Shen, Multi-scale patch and multi-modality atlases for whole heart segmentation of MRI, Medical Image Analysis 31, 2016, "
            + "doi 10.1016/j.media.2016.02.006",
        Spacing = [1, 1],
        Preprocessing = DefaultPreparation.Steps([1, 1], variant.IsCt ? CtWindow : null),
        Postprocessing = [new LargestComponentStep { Labels = [.. variant.Labels.Skip(1).Select(label => label.Value)] }],
    };

    public IReadOnlyList<DatasetCase> Read(string folder)
    {
        DatasetFolder.Require(folder, $"the folder that holds {variant.Modality}_train_1001_image.nii.gz, {variant.Modality}_train_1001_label.nii.gz, …");
        var files = Files(folder).Concat(Files(Path.Combine(folder, variant.Modality + "_train"))).ToList();
        var cases = files.Where(f => f.Name.Groups["modality"].Value == variant.Modality).GroupBy(f => f.Name.Groups["id"].Value, StringComparer.Ordinal)
            .Select(group => ReadCase(group.Key, [.. group])).OrderBy(c => c.Id, StringComparer.Ordinal).ToList();
        if (cases.Count > 0) return cases;
        var other = variant.IsCt ? "mr" : "ct";
        throw new UserInputException(files.Count > 0
            ? $"{folder}: holds {other}_train_… but no {variant.Modality}_train_NNNN_image.nii.gz; choose the data set {(variant with { Modality = other }).Name}, or another folder"
            : $"{folder}: no {variant.Modality}_train_NNNN_image.nii.gz found; expected MM-WHS's layout, {variant.Modality}_train_1001_image.nii.gz with _label.nii.gz beside it and so on");
    }

    private static IEnumerable<(string Path, Match Name)> Files(string folder) =>
        DatasetFolder.Images(folder).Select(path => (Path: path, Name: FileName().Match(Path.GetFileName(path)))).Where(f => f.Name.Success);

    private DatasetCase ReadCase(string id, IReadOnlyList<(string Path, Match Name)> files)
    {
        string Only(string kind, string what)
        {
            var found = files.Where(f => f.Name.Groups["kind"].Value == kind).Select(f => f.Path).ToList();
            return found.Count switch
            {
                1 => found[0],
                0 => throw new UserInputException($"{Path.GetDirectoryName(files[0].Path)}: {id}_{kind}.nii.gz is missing, the {what} of {id}; restore it or remove the case"),
                _ => throw new UserInputException($"{found[0]}: {id} has {found.Count} files of this kind, among them {found[1]}; keep one"),
            };
        }
        var image = Only("image", "image");
        var label = Only("label", "label map");
        ImageGrid.RequireSame(image, label);
        return new DatasetCase(id, id, new Dictionary<string, string>(StringComparer.Ordinal) { [variant.Modality] = image }, label);
    }

    [GeneratedRegex(@"^(?<id>(?<modality>ct|mr)_train_\d+)_(?<kind>image|label)\.nii(\.gz)?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FileName();
}
