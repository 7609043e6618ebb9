using System.CommandLine;
using Pipeline.Bundles;
using Pipeline.Training.Runs;

namespace segtrain.Commands;

/// <summary>Options that several commands take, spelled once.</summary>
internal static class CommonOptions
{
    public static Option<bool> Verbose() => new("--verbose") { Description = "Details of errors, and progress lines where there is no terminal" };

    public static Option<bool> Json() => new("--json") { Description = "Print results as JSON" };

    public static Option<long> Seed() => new("--seed") { Description = "Seed of all randomness", DefaultValueFactory = _ => 1 };

    public static Option<string?> Data() => new("--data") { Description = "Folder of the data set; default: $PIPELINE_DATA, or the folder of the data set's name in it" };

    public static Option<string?> Cache() => new("--cache") { Description = "Folder for prepared images; default: $PIPELINE_CACHE, else the user's data folder" };

    public static Option<string> Device() => new("--device") { Description = "auto, cpu, cuda or cuda:n", DefaultValueFactory = _ => "auto" };

    public static Option<int> Threads() => new("--threads")
    {
        Description = "Threads of the tensor library; default: the processor's cores. Results are reproducible for an equal number",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    public static Option<CheckpointChoice> Checkpoint() => new("--checkpoint")
    {
        Description = "last, or best (chosen by the validation score)",
        DefaultValueFactory = _ => CheckpointChoice.Last,
    };

    /// <summary>The data folder that was given, or that PIPELINE_DATA names: its sub-folder DATASET if there is one.</summary>
    public static string? ResolveData(string? given, string dataset)
    {
        if (given is not null) return given;
        if (Environment.GetEnvironmentVariable("PIPELINE_DATA") is not { Length: > 0 } root) return null;
        var below = Path.Combine(root, dataset);
        return Directory.Exists(below) ? below : root;
    }

    public static int CheckThreads(int threads) => threads is >= 1 and <= 1024
        ? threads
        : throw new UserInputException($"--threads {threads}: expected 1 to 1024");
}
