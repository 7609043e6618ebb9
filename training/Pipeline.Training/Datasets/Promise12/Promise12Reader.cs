using System.Text.RegularExpressions;
using Pipeline.Bundles;
using Pipeline.Training.Datasets.Layout;

namespace Pipeline.Training.Datasets.Promise12;

/// <summary>
/// PROMISE12 as it is handed out: CaseNN.mhd + CaseNN.raw and CaseNN_segmentation.mhd + .raw, either directly in the folder or in folders
/// below it whose names begin with "train" (training_data of the newer archive, TrainingData_Part1 … 3 of the older ones). The test cases
/// carry the same names, have no segmentation and lie in folders of their own, which are not read. A case is a patient.
/// No real file has confirmed this yet: docs/datasets.md lists what is open.
/// </summary>
public sealed partial class Promise12Reader : IDatasetReader
{
    public string Name => "promise12";

    public string Title => "PROMISE12 (Prostate MR Image Segmentation 2012)";

    public DatasetDescription Describe(string folder) => new()
    {
        Title = Title,
        Task = "Transversal T2-weighted MRI: prostate",
        Modalities = ["mri"],
        Labels = [new LabelInfo { Value = 0, Name = "background" }, new LabelInfo { Value = 1, Name = "prostate" }],
        Licence = "terms of the PROMISE12 challenge",
        LicenceUrl = "https://promise12.grand-challenge.org/",
        Citation = "G. Litjens et al., Evaluation of prostate segmentation algorithms for MRI: The PROMISE12 challenge, Medical Image Analysis 18(2), 2014, "
            + "doi 10.1016/j.media.2013.12.002",
        Spacing = [0.625, 0.625],
        Preprocessing = DefaultPreparation.Steps([0.625, 0.625], window: null),
        Postprocessing = [new LargestComponentStep { Labels = [1] }],
    };

    public IReadOnlyList<DatasetCase> Read(string folder)
    {
        DatasetFolder.Require(folder, "the folder that holds Case00.mhd, Case00_segmentation.mhd, …");
        var cases = new Dictionary<string, DatasetCase>(StringComparer.Ordinal);
        foreach (var part in Parts(folder, depth: 2))
        {
            foreach (var item in ReadPart(part))
            {
                if (!cases.TryAdd(item.Id, item))
                {
                    throw new UserInputException($"{item.Images["mri"]}: {item.Id} lies in {Path.GetDirectoryName(cases[item.Id].Images["mri"])} too; keep one of them");
                }
            }
        }
        return cases.Count > 0
            ? [.. cases.Values.OrderBy(c => c.Id, StringComparer.Ordinal)]
            : throw new UserInputException($"{folder}: no CaseNN.mhd found; expected PROMISE12's layout, Case00.mhd and Case00_segmentation.mhd with their .raw files and so on");
    }

    private static IEnumerable<string> Parts(string folder, int depth)
    {
        if (Headers(folder).Any() || depth == 0) return [folder];
        return Directory.GetDirectories(folder)
            .Where(below => Path.GetFileName(below).StartsWith("train", StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)
            .SelectMany(below => Parts(below, depth - 1));
    }

    private static IEnumerable<string> Headers(string folder) => DatasetFolder.Images(folder).Where(path => HeaderName().IsMatch(Path.GetFileName(path)));

    private static IEnumerable<DatasetCase> ReadPart(string folder)
    {
        var headers = Headers(folder).ToDictionary(DatasetFolder.Stem, path => path, StringComparer.Ordinal);
        const string suffix = "_segmentation";
        foreach (var (stem, path) in headers)
        {
            if (stem.EndsWith(suffix, StringComparison.Ordinal))
            {
                var image = stem[..^suffix.Length];
                if (!headers.ContainsKey(image)) throw new UserInputException($"{folder}: {image}.mhd is missing, the image of {stem}.mhd; restore it or remove the segmentation");
                continue;
            }
            if (!headers.TryGetValue(stem + suffix, out var label))
            {
                throw new UserInputException($"{folder}: {stem}{suffix}.mhd is missing, the label map of {stem}.mhd; restore it, or move {stem} to another folder if it is a test case");
            }
            ImageGrid.RequireSame(path, label);
            yield return new DatasetCase(stem, stem, new Dictionary<string, string>(StringComparer.Ordinal) { ["mri"] = path }, label);
        }
    }

    [GeneratedRegex(@"^Case\d+(_segmentation)?\.mhd$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HeaderName();
}
