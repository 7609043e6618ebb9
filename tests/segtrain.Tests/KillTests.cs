using System.Diagnostics;
using Segtrain.Tests.Fixtures;

namespace Segtrain.Tests;

/// <summary>kill -9 in the middle of training, data workers running, then resume: the same bytes as the run that was left alone.</summary>
public sealed class KillTests(Workshop workshop)
{
    private const int Steps = 30;

    [Fact]
    public void A_run_that_was_killed_and_resumed_ends_with_the_same_bytes()
    {
        var whole = workshop.New("whole");
        Assert.Equal(0, SegtrainProgram.Run(workshop, workshop.Train(whole, Steps)).Code);
        var expected = Files(whole);
        // After the first checkpoint, in the middle, and as soon as the folder is there.
        foreach (var moment in new[] { 3, 15, 0 })
        {
            var killed = workshop.New($"killed{moment}");
            KillWhenCheckpointIsThere(killed, moment);
            Assert.False(File.Exists(Path.Combine(killed, "result.json")));
            var resumed = SegtrainProgram.Run(workshop, "resume", killed, "--cache", workshop.Cache);
            Assert.True(resumed.Code == 0, resumed.Error);
            var found = Files(killed);
            Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal));
            foreach (var (name, bytes) in expected) Assert.True(bytes.AsSpan().SequenceEqual(found[name]), $"killed after step {moment}: {name} differs");
        }
    }

    [Fact]
    public void Ctrl_C_writes_a_checkpoint_and_exits_with_130()
    {
        var run = workshop.New("interrupted");
        using var process = SegtrainProgram.Start(workshop, workshop.Train(run, 100_000, "--set", "epoch-steps=100000", "--set", "validate_every=1"));
        Wait(process, () => File.Exists(Path.Combine(run, "log.csv")) && File.ReadLines(Path.Combine(run, "log.csv")).Skip(1).Any());
        using (var signal = Process.Start("kill", ["-INT", $"{process.Id}"])) signal.WaitForExit();
        var result = SegtrainProgram.Finish(process);
        Assert.Equal(130, result.Code);
        Assert.Contains("of 100000 steps; go on with 'segtrain resume", result.Output, StringComparison.Ordinal);
        Assert.Single(Directory.GetDirectories(Path.Combine(run, "checkpoints"), "step-*"));
    }

    private void KillWhenCheckpointIsThere(string run, int step)
    {
        using var process = SegtrainProgram.Start(workshop, workshop.Train(run, Steps));
        Wait(process, () => step == 0 ? File.Exists(Path.Combine(run, "config.json")) : Directory.Exists(Path.Combine(run, "checkpoints", $"step-{step:000000000}")));
        process.Kill();
        process.WaitForExit();
    }

    private static void Wait(Process process, Func<bool> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.False(process.HasExited, "ended too early");
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(4), "nothing happened");
            Thread.Sleep(2);
        }
    }

    private static Dictionary<string, byte[]> Files(string run) =>
        Directory.GetFiles(Path.Combine(run, "checkpoints"), "*.safetensors", SearchOption.AllDirectories)
            .ToDictionary(f => Path.GetRelativePath(run, f), File.ReadAllBytes, StringComparer.Ordinal);
}
