using Pipeline.Training.Runs;

namespace Pipeline.Training.Tests.Fixtures;

/// <summary>Runs of a few seconds on the phantom.</summary>
internal static class SmallRuns
{
    public static RunRequest Request(PhantomData data, string name, params string[] assignments) => new()
    {
        Regime = "full",
        Preset = "smoke",
        Assignments = ["steps=12", "epoch-steps=4", "validate_every=2", "log_every=4", "patch=32", .. assignments],
        Seed = 5,
        Dataset = "acdc",
        DataFolder = data.Folder,
        Device = "cpu",
        Threads = 1,
        Folder = data.New(name),
        CacheFolder = data.Cache,
        Command = "segtrain run full",
    };

    public static OpenRun Create(PhantomData data, string name, params string[] assignments) =>
        new RunOpener(null, CancellationToken.None).Create(Request(data, name, assignments));

    /// <summary>A semi-supervised run: one patient of three labelled, every loss on unless the assignments say otherwise.</summary>
    public static OpenRun CreateSemi(PhantomData data, string name, params string[] assignments) =>
        new RunOpener(null, CancellationToken.None).Create(Request(data, name, assignments) with { Regime = "semi", Command = "segtrain run semi" });

    public static TrainingOutcome Train(OpenRun run, ITrainingObserver? observer = null, CancellationToken cancellation = default) =>
        TrainingSession.Run(run, observer ?? SilentObserver.Instance, null, cancellation);

    /// <summary>All files of a checkpoint that must be equal byte for byte.</summary>
    public static Dictionary<string, byte[]> Tensors(OpenRun run, long step) =>
        Directory.GetFiles(Path.Combine(run.Folder.Path, "checkpoints", $"step-{step:000000000}"), "*.safetensors")
            .ToDictionary(f => Path.GetFileName(f), File.ReadAllBytes, StringComparer.Ordinal);

    public static void AssertSameBytes(Dictionary<string, byte[]> expected, Dictionary<string, byte[]> found)
    {
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, bytes) in expected) Assert.True(bytes.AsSpan().SequenceEqual(found[name]), $"{name} differs");
    }
}
