using System.Globalization;
using System.Text.Json;
using Pipeline.Bundles;
using Pipeline.Training.Configuration;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Pipeline.Training.Checkpoints;

/// <summary>
/// The checkpoints of a run: folders step-000000400/ with &lt;module&gt;.safetensors, &lt;learner&gt;.optimizer.safetensors,
/// average.safetensors, generator.safetensors (the tensor library's default generator) and state.json. A folder is filled beside and renamed, so that every one that can be seen is whole, whenever the
/// process is killed. The last and the best are kept.
/// </summary>
public sealed class CheckpointStore(string folder)
{
    private const string Prefix = "step-";

    /// <summary>Steps of the checkpoints that are there, ascending.</summary>
    public IReadOnlyList<long> Steps() => Directory.Exists(folder)
        ? [.. Directory.GetDirectories(folder, Prefix + "*").Select(StepOf).Where(step => step >= 0).Order()]
        : [];

    /// <summary>Writes a checkpoint, then removes those that are neither the last nor the best.</summary>
    public void Save(Regime regime, nn.Module? average, CheckpointState state)
    {
        Directory.CreateDirectory(folder);
        RemoveUnfinished();
        var target = PathOf(state.Step);
        var staging = Path.Combine(folder, "." + Path.GetFileName(target) + ".tmp");
        try
        {
            Fill(staging, regime, average, state);
        }
        catch (IOException)
        {
            // A full disk: leave the older checkpoints and nothing else.
            RemoveUnfinished();
            throw;
        }
        if (Directory.Exists(target)) Directory.Delete(target, recursive: true);
        Directory.Move(staging, target);
        foreach (var step in Steps())
        {
            if (step != state.Step && step != state.BestStep) Directory.Delete(PathOf(step), recursive: true);
        }
    }

    /// <summary>The state of the newest checkpoint; null before the first.</summary>
    public CheckpointState? Latest() => Steps() is [.., var last] ? ReadState(last) : null;

    public CheckpointState ReadState(long step)
    {
        var path = Path.Combine(PathOf(step), "state.json");
        try
        {
            using var stream = File.OpenRead(path);
            var state = JsonSerializer.Deserialize(stream, TrainingJson.Default.CheckpointState);
            return state is { Schema: CheckpointState.CurrentSchema }
                ? state
                : throw new UserInputException($"{path}: schema is '{state?.Schema}', expected '{CheckpointState.CurrentSchema}'");
        }
        catch (JsonException e)
        {
            throw new UserInputException($"{path}: is not a checkpoint's state ({e.Message.ReplaceLineEndings(" ")}); remove the folder to fall back to an older one", e);
        }
    }

    /// <summary>Restores modules, optimisers, average and generator as they were after <paramref name="step"/> steps.</summary>
    public void Restore(Regime regime, nn.Module? average, long step)
    {
        var from = PathOf(step);
        foreach (var (name, module) in regime.Modules) TensorFile.Load(ModulePath(from, name), module);
        foreach (var learner in regime.Learners)
        {
            using var reader = new BinaryReader(new MemoryStream(TensorFile.ReadBytes(OptimiserPath(from, learner.Name))));
            learner.Optimiser.load_state_dict(reader);
        }
        if (average is not null) TensorFile.Load(AveragePath(from), average);
        var generator = TensorFile.ReadBytes(GeneratorPath(from));
        using var state = tensor(generator, [generator.Length], ScalarType.Byte);
        set_rng_state(state);
    }

    /// <summary>The weights that are served: the average where the run has one, otherwise the network's own.</summary>
    public string ServedWeights(long step)
    {
        var average = AveragePath(PathOf(step));
        return File.Exists(average) ? average : ModulePath(PathOf(step), Regime.NetworkName);
    }

    private static void Fill(string staging, Regime regime, nn.Module? average, CheckpointState state)
    {
        Directory.CreateDirectory(staging);
        foreach (var (name, module) in regime.Modules) TensorFile.Write(ModulePath(staging, name), module.state_dict());
        foreach (var learner in regime.Learners) TensorFile.WriteBytes(OptimiserPath(staging, learner.Name), OptimiserBytes(learner.Optimiser));
        if (average is not null) TensorFile.Write(AveragePath(staging), average.state_dict());
        TensorFile.WriteBytes(GeneratorPath(staging), get_rng_state().data<byte>().ToArray());
        using var stream = new FileStream(Path.Combine(staging, "state.json"), FileMode.Create, FileAccess.Write);
        JsonSerializer.Serialize(stream, state, TrainingJson.Default.CheckpointState);
        stream.Flush(flushToDisk: true);
    }

    private static byte[] OptimiserBytes(OptimizerHelper optimiser)
    {
        using var memory = new MemoryStream();
        using (var writer = new BinaryWriter(memory, System.Text.Encoding.UTF8, leaveOpen: true)) optimiser.save_state_dict(writer);
        return memory.ToArray();
    }

    private void RemoveUnfinished()
    {
        foreach (var staging in Directory.GetDirectories(folder, "." + Prefix + "*.tmp")) Directory.Delete(staging, recursive: true);
    }

    private string PathOf(long step) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{step:000000000}"));

    private static long StepOf(string path) =>
        long.TryParse(Path.GetFileName(path).AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? step : -1;

    private static string ModulePath(string folder, string name) => Path.Combine(folder, name + ".safetensors");

    private static string OptimiserPath(string folder, string name) => Path.Combine(folder, name + ".optimizer.safetensors");

    private static string GeneratorPath(string folder) => Path.Combine(folder, "generator.safetensors");

    private static string AveragePath(string folder) => Path.Combine(folder, "average.safetensors");
}
