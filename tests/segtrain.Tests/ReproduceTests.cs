using System.Diagnostics;
using System.Text.Json.Nodes;
using Segtrain.Tests.Fixtures;

namespace Segtrain.Tests;

/// <summary>segtrain reproduce as a user runs it: jobs in processes of their own, killed, continued, reported.</summary>
public sealed class ReproduceTests(Workshop workshop)
{
    [Fact]
    public void A_comparison_that_was_killed_goes_on_and_repeats_nothing()
    {
        var (report, runs) = (workshop.New("report"), workshop.New("runs"));
        string[] command =
        [
            "reproduce", "semi", "--dataset", "acdc", "--data", workshop.Data, "--preset", "smoke", "--set", "steps=12", "--set", "epoch_steps=3", "--set", "patch=32",
            "--row", "labelled-only", "--row", "mi-consistency", "--budget", "1", "--seeds", "1", "--threads", "1", "-o", report, "--runs", runs,
        ];
        using (var process = SegtrainProgram.Start(workshop, command))
        {
            Wait(() => Directory.Exists(Path.Combine(runs, "labelled-only-1-1", "checkpoints", "step-000000003")));
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
        }
        Assert.Equal(["open  labelled-only-1-1", "open  mi-consistency-1-1"], Lines(SegtrainProgram.Run(workshop, [.. command, "--list"])));

        var result = SegtrainProgram.Run(workshop, [.. command, "--json"]);
        Assert.True(result.Code == 0, result.Error);
        var table = JsonNode.Parse(result.Output)!;
        Assert.Equal(["labelled-only", "mi-consistency"], table["rows"]!.AsArray().Select(row => row!["name"]!.GetValue<string>()));
        Assert.Equal(2, table["done"]!.GetValue<int>());
        Assert.Equal(12, table["configuration"]!["training"]!["steps"]!.GetValue<int>());
        Assert.Equal(["semi.w_cons=0", "semi.w_mi=0"], table["rows"]![0]!["settings"]!.AsArray().Select(setting => setting!.GetValue<string>()));
        Assert.Equal(["done  labelled-only-1-1", "done  mi-consistency-1-1"], Lines(SegtrainProgram.Run(workshop, [.. command, "--list"])));

        var job = JsonNode.Parse(File.ReadAllText(Path.Combine(report, "jobs", "mi-consistency-1-1.json")))!;
        Assert.Single(job["labelled"]!.AsArray());
        Assert.True(job["parity"]!.GetValue<double>() <= 1e-4);
        Assert.Equal(job["last"]!["mean_dice"]!.GetValue<double>(), table["rows"]![1]!["mean"]!.GetValue<double>());
        var html = File.ReadAllText(Path.Combine(report, "report.html"));
        Assert.Contains("mutual information + consistency", html, StringComparison.Ordinal);
        Assert.Contains("not a medical device", html, StringComparison.Ordinal);

        // Results are enough for the report: nothing trains again, not even without the runs.
        Directory.Delete(runs, recursive: true);
        var again = SegtrainProgram.Run(workshop, command);
        Assert.True(again.Code == 0, again.Error);
        Assert.False(Directory.Exists(runs));
        Assert.Contains("labelled only", again.Output, StringComparison.Ordinal);
        Assert.Empty(again.Error);

        // An option that came later has its default in an earlier result; one that is no more makes it old.
        var jobFile = Path.Combine(report, "jobs", "mi-consistency-1-1.json");
        job["settings"]!["training"]!.AsObject().Remove("test_time_flips");
        File.WriteAllText(jobFile, job.ToJsonString());
        Assert.Equal("done  mi-consistency-1-1", Lines(SegtrainProgram.Run(workshop, [.. command, "--list"]))[1]);
        job["settings"]!["training"]!["momentum"] = 0.9;
        File.WriteAllText(jobFile, job.ToJsonString());
        Assert.Equal("old   mi-consistency-1-1", Lines(SegtrainProgram.Run(workshop, [.. command, "--list"]))[1]);

        // A file that cannot be read is named, and the report is made without it.
        var other = Path.Combine(report, "jobs", "mi-1-1.json");
        File.WriteAllText(other, "{}");
        var partial = SegtrainProgram.Run(workshop, command);
        Assert.Equal(5, partial.Code);
        Assert.Contains("mi-1-1.json", partial.Error, StringComparison.Ordinal);
        Assert.Contains("labelled only", partial.Output, StringComparison.Ordinal);
        Assert.StartsWith("bad   mi-1-1", SegtrainProgram.Run(workshop, [.. command, "--row", "mi", "--list"]).Output.Split('\n').Last(line => line.Contains("mi-1-1", StringComparison.Ordinal)), StringComparison.Ordinal);
        File.Delete(other);

        // A result of other settings is kept, and said.
        string[] changed = [.. command, "--set", "learning_rate=0.005"];
        Assert.Equal(["old   labelled-only-1-1", "old   mi-consistency-1-1"], Lines(SegtrainProgram.Run(workshop, [.. changed, "--list"])));
        var split = Path.Combine(report, "split.json");
        var parts = JsonNode.Parse(File.ReadAllText(split))!;
        (parts["train"], parts["test"]) = (parts["test"]!.DeepClone(), parts["train"]!.DeepClone());
        var swapped = workshop.New("swapped.json");
        File.WriteAllText(swapped, parts.ToJsonString());
        Assert.Equal(["old   labelled-only-1-1", "old   mi-consistency-1-1"], Lines(SegtrainProgram.Run(workshop, [.. command, "--split", swapped, "--list"])));
        var kept = File.ReadAllText(Path.Combine(report, "report.json"));
        var refused = SegtrainProgram.Run(workshop, changed);
        Assert.Equal(5, refused.Code);
        Assert.Contains("labelled-only-1-1: left out, its result is of other settings or another split than this command's", refused.Error, StringComparison.Ordinal);
        Assert.Equal(kept, File.ReadAllText(Path.Combine(report, "report.json")));
    }

    [Theory]
    [InlineData("-TERM", 130)]
    [InlineData("-KILL", 137)]
    public void Jobs_end_with_a_checkpoint_when_their_queue_does(string signal, int code)
    {
        var (report, runs) = (workshop.New("report"), workshop.New("runs"));
        using var process = SegtrainProgram.Start(
            workshop, "reproduce", "semi", "--dataset", "acdc", "--data", workshop.Data, "--preset", "smoke", "--set", "steps=100000", "--set", "epoch_steps=100000",
            "--set", "patch=32", "--row", "labelled-only", "--budget", "1", "--seeds", "1", "--threads", "1", "-o", report, "--runs", runs, "--verbose");
        var run = Path.Combine(runs, "labelled-only-1-1");
        Wait(() => File.Exists(Path.Combine(run, "log.csv")) && File.ReadLines(Path.Combine(run, "log.csv")).Skip(1).Any());
        using (var kill = Process.Start("kill", [signal, $"{process.Id}"])) kill.WaitForExit();
        var result = SegtrainProgram.Finish(process);
        Assert.Equal(code, result.Code);
        Assert.Contains("trainings · 0 of 1 done · labelled-only-1-1", result.Error, StringComparison.Ordinal);
        Wait(() => Directory.Exists(Path.Combine(run, "checkpoints")) && Directory.GetDirectories(Path.Combine(run, "checkpoints"), "step-*").Length == 1);
    }

    [Fact]
    public void A_list_of_jobs_writes_nothing()
    {
        var report = workshop.New("report");
        var list = SegtrainProgram.Run(workshop, "reproduce", "semi", "--dataset", "acdc", "--data", workshop.Data, "--preset", "smoke", "--row", "mi", "--budget", "1", "-o", report, "--list");
        Assert.Equal(["open  mi-1-1"], Lines(list));
        Assert.False(Directory.Exists(report));
        var refused = SegtrainProgram.Run(workshop, "reproduce", "semi", "--dataset", "acdc", "--data", workshop.Data, "--budget", "0", "-o", report, "--list");
        Assert.Equal((2, true), (refused.Code, refused.Error.Contains("--budget 0: expected 1 or more", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_job_that_fails_is_named_and_the_others_are_done()
    {
        var (report, runs) = (workshop.New("report"), workshop.New("runs"));
        var result = SegtrainProgram.Run(
            workshop, "reproduce", "semi", "--dataset", "acdc", "--data", workshop.Data, "--preset", "smoke", "--set", "steps=3", "--set", "epoch_steps=3", "--set", "patch=32",
            "--row", "labelled-only", "--budget", "1", "--budget", "9", "--seeds", "1", "--threads", "1", "-o", report, "--runs", runs);
        Assert.Equal(5, result.Code);
        Assert.Contains("labelled-only-9-1: segtrain: 9 labelled patients were asked for", result.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(report, "jobs", "labelled-only-1-1.json")));
    }

    private static void Wait(Func<bool> condition)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(4), "nothing happened");
            Thread.Sleep(2);
        }
    }

    private static string[] Lines(SegtrainResult result) => result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
