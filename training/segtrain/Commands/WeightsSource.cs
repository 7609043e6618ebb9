using Pipeline.Bundles;
using Pipeline.Export;
using Pipeline.Training.Runs;

namespace segtrain.Commands;

/// <summary>Where the weights commands read: a weight file, or a run, of which the last checkpoint's served weights are meant.</summary>
internal static class WeightsSource
{
    public const string Description = "Weights: FILE.safetensors, FILE.pt, FILE.pth, or the folder of a run (its last checkpoint)";

    /// <summary>Reads, and says on stderr what was stripped or left out.</summary>
    public static WeightsFile Load(Shell shell, string path)
    {
        var file = Weights.Load(Directory.Exists(path) ? LastOf(RunFolder.Open(path)) : path);
        foreach (var note in file.Notes) shell.Error.WriteLine($"segtrain: {path}: {WeightsException.OneLine(note)}");
        return file;
    }

    public static long Numbers(WeightsFile file) => file.Tensors.Values.Sum(tensor => tensor.numel());

    private static string LastOf(RunFolder run) => run.Checkpoints.Latest() is { } state
        ? run.Checkpoints.ServedWeights(state.Step)
        : throw new UserInputException($"{run.Path}: has no checkpoint yet; train it first with 'segtrain resume {run.Path}'");
}
