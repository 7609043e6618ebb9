using Pipeline.Bundles;

namespace Pipeline.Training.Reproduction;

/// <summary>The results in a comparison's report folder.</summary>
/// <param name="Current">Of the settings and the split that the request has: what the report is made of.</param>
/// <param name="Old">Of others; kept and left out.</param>
/// <param name="Unreadable">What is wrong with the files that cannot be read.</param>
public sealed record ReproductionResults(IReadOnlyList<JobResult> Current, IReadOnlyList<JobResult> Old, IReadOnlyList<string> Unreadable)
{
    /// <summary>Reads the whole folder, in the order of the files' names.</summary>
    public static ReproductionResults Of(ReproductionRequest request)
    {
        var folder = Path.Combine(request.ReportFolder, "jobs");
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [];
        var read = files.Order(StringComparer.Ordinal).Select(Read).ToList();
        var results = read.Select(r => r.Result).OfType<JobResult>().ToLookup(request.IsCurrent);
        return new([.. results[true]], [.. results[false]], [.. read.Select(r => r.Error).OfType<string>()]);
    }

    /// <summary>Whether a job is "open", "done", "old" or "bad", and what is wrong with a bad one's file.</summary>
    public static (string State, string? Error) StateOf(ReproductionRequest request, ReproductionJob job)
    {
        var path = request.ResultPath(job);
        if (!File.Exists(path)) return ("open", null);
        var (result, error) = Read(path);
        return result is null ? ("bad", error) : (request.IsCurrent(result) ? "done" : "old", null);
    }

    private static (JobResult? Result, string? Error) Read(string path)
    {
        try
        {
            return (JobResult.Load(path), null);
        }
        catch (UserInputException e)
        {
            return (null, e.Message);
        }
    }
}
