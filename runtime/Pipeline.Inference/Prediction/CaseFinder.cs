using Pipeline.Bundles;
using Pipeline.Imaging;

namespace Pipeline.Inference;

/// <summary>
/// Finds the cases that a user means. With one modality every image is a case; a folder stands for the images directly in it,
/// in ordinal order. With several modalities the files of a case are told apart by their suffix, <c>CASE_MODALITY.nii.gz</c>
/// (as <c>p01_flair.nii.gz</c>), or named one by one as MODALITY=PATH.
/// </summary>
public static class CaseFinder
{
    /// <summary>Cases of <paramref name="inputs"/> (files and folders) or of <paramref name="named"/> (MODALITY=PATH, one case).</summary>
    public static IReadOnlyList<PredictionCase> Find(IReadOnlyList<string> inputs, IReadOnlyList<string> named, Card card)
    {
        if (named.Count > 0)
        {
            return inputs.Count == 0
                ? [Named(named, card)]
                : throw new UserInputException("Found both INPUT and --modality, expected one of the two: --modality names all files of one case.");
        }

        string[] files = [.. inputs.SelectMany(Expand)];
        if (files.Length == 0)
            throw new UserInputException("Found no INPUT, expected one image or folder at least.");
        IReadOnlyList<PredictionCase> cases = card.Modalities.Count == 1
            ? [.. files.Select(file => new PredictionCase(Name(file), [file]))]
            : BySuffix(files, card);
        if (cases.GroupBy(c => c.Id, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new UserInputException($"Found two cases called {twice.Key}, expected different names as outputs are named after them; segment them in separate runs.");
        return cases;
    }

    private static IEnumerable<string> Expand(string input)
    {
        if (!Directory.Exists(input))
            return [input]; // whether it can be read is the reader's business: it names the file and what is wrong
        string[] images = [.. Directory.EnumerateFiles(input).Where(ImageFile.IsImage).Order(StringComparer.Ordinal)];
        return images.Length > 0 ? images : throw new UserInputException($"{input}: the folder holds no image, expected {ImageFile.ReadableEndings} files directly in it.");
    }

    private static PredictionCase Named(IReadOnlyList<string> named, Card card)
    {
        var paths = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string pair in named)
        {
            int split = pair.IndexOf('=', StringComparison.Ordinal);
            if (split < 1 || split == pair.Length - 1)
                throw new UserInputException($"--modality '{pair}': expected MODALITY=PATH, such as {card.Modalities[0]}=scan.nii.gz.");
            string modality = pair[..split];
            if (!card.Modalities.Contains(modality, StringComparer.Ordinal))
                throw new UserInputException($"--modality '{pair}': the model {card.Name} has no modality {modality}; it takes {string.Join(", ", card.Modalities)}.");
            if (!paths.TryAdd(modality, pair[(split + 1)..]))
                throw new UserInputException($"--modality: {modality} is named twice, expected once.");
        }

        string name = Name(paths.Values.First());
        return Complete(Suffixless(name, card) ?? name, paths, card);
    }

    private static IReadOnlyList<PredictionCase> BySuffix(string[] files, Card card)
    {
        var cases = new List<(string Id, Dictionary<string, string> Paths)>();
        foreach (string file in files)
        {
            string name = Name(file);
            string id = Suffixless(name, card) ?? throw new UserInputException(
                $"{file}: the name does not end in a modality of {card.Name} ({string.Join(", ", card.Modalities.Select(m => "_" + m))}); rename it, or name the files with --modality MODALITY=PATH.");
            Dictionary<string, string> paths = cases.FirstOrDefault(c => c.Id == id).Paths ?? [];
            if (paths.Count == 0)
                cases.Add((id, paths));
            if (!paths.TryAdd(name[(id.Length + 1)..], file))
                throw new UserInputException($"{file}: the case {id} has two images of one modality, expected one; segment them in separate runs.");
        }

        return [.. cases.Select(c => Complete(c.Id, c.Paths, card))];
    }

    private static PredictionCase Complete(string id, Dictionary<string, string> paths, Card card)
    {
        string[] missing = [.. card.Modalities.Where(modality => !paths.ContainsKey(modality))];
        return missing.Length == 0
            ? new PredictionCase(id, [.. card.Modalities.Select(modality => paths[modality])])
            : throw new UserInputException($"Case {id}: found {paths.Count} of {card.Modalities.Count} modalities; {string.Join(", ", missing)} missing.");
    }

    private static string? Suffixless(string name, Card card) => card.Modalities
        .Where(modality => name.Length > modality.Length + 1 && name.EndsWith("_" + modality, StringComparison.Ordinal))
        .OrderByDescending(modality => modality.Length)
        .Select(modality => name[..^(modality.Length + 1)])
        .FirstOrDefault();

    private static string Name(string file) => Path.GetFileName(ImageFile.StripExtension(file));
}
