using Pipeline.Bundles;
using Pipeline.Imaging;

namespace Pipeline.Inference;

/// <summary>
/// Where the label maps go: OUT is the file when there is one case and OUT ends like an image, otherwise the folder of
/// <c>CASE_seg.nii.gz</c> and <c>predictions.json</c>.
/// </summary>
public sealed record OutputPlan
{
    private const string Suffix = "_seg";

    private OutputPlan(string? folder, IReadOnlyList<string> labelMaps)
    {
        Folder = folder;
        LabelMaps = labelMaps;
    }

    /// <summary>The folder; null when one file is written.</summary>
    public string? Folder { get; }

    /// <summary>Path of each case's label map.</summary>
    public IReadOnlyList<string> LabelMaps { get; }

    /// <summary>Path of predictions.json; null when one file is written.</summary>
    public string? Predictions => Folder is null ? null : Path.Combine(Folder, "predictions.json");

    /// <summary>Decides, and refuses outputs that would overwrite an input.</summary>
    public static OutputPlan For(string output, IReadOnlyList<PredictionCase> cases)
    {
        bool file = ImageFile.IsImage(output) && !Directory.Exists(output);
        if (file && cases.Count > 1)
            throw new UserInputException($"{output}: found {cases.Count} inputs for one output file, expected a folder as -o.");
        if (!file && File.Exists(output))
            throw new UserInputException($"{output}: is a file that does not end like an image, expected a folder, or a name such as labels.nii.gz, as -o.");
        OutputPlan plan = file
            ? new OutputPlan(null, [output])
            : new OutputPlan(output, [.. cases.Select(c => Path.Combine(output, c.Id + Suffix + ".nii.gz"))]);
        var inputs = cases.SelectMany(c => c.Images).Select(Path.GetFullPath).ToHashSet(StringComparer.Ordinal);
        if (plan.LabelMaps.FirstOrDefault(map => inputs.Contains(Path.GetFullPath(map))) is { } clash)
            throw new UserInputException($"{clash}: the output would overwrite an input; choose another -o.");
        return plan;
    }

    /// <summary>Makes the folder and finds out, before anything is computed, that files can be written there.</summary>
    public void Prepare() => RequireWritable(Folder ?? Path.GetDirectoryName(Path.GetFullPath(LabelMaps[0]))!, create: Folder is not null);

    /// <summary>Throws where no file can be made in <paramref name="folder"/>; leaves none behind.</summary>
    public static void RequireWritable(string folder, bool create = false)
    {
        try
        {
            if (create)
                Directory.CreateDirectory(folder);
            else if (!Directory.Exists(folder))
                throw new UserInputException($"{folder}: there is no such folder for the output; make it first.");
            string probe = Path.Combine(folder, $".{Path.GetRandomFileName()}.tmp");
            using var stream = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UserInputException($"{folder}: no file can be written there ({e.Message}); choose another output.", e);
        }
    }
}
