using Pipeline.Bundles;
using Pipeline.Training.Runs;
using Pipeline.Training.Tests.Fixtures;

namespace Pipeline.Training.Tests.Runs;

public sealed class TrainerTests(PhantomData data)
{
    [Fact]
    public void The_same_seed_twice_gives_the_same_bytes()
    {
        var a = SmallRuns.Create(data, "a");
        var b = SmallRuns.Create(data, "b");
        Assert.Equal(TrainingEnd.Completed, SmallRuns.Train(a).End);
        SmallRuns.Train(b);
        SmallRuns.AssertSameBytes(SmallRuns.Tensors(a, 12), SmallRuns.Tensors(b, 12));
        Assert.Equal(a.Folder.Result()!.WeightsSha256, b.Folder.Result()!.WeightsSha256);
    }

    [Fact]
    public void Another_seed_gives_other_weights()
    {
        var a = SmallRuns.Create(data, "a");
        var b = new RunOpener(null, CancellationToken.None).Create(SmallRuns.Request(data, "b") with { Seed = 6 });
        SmallRuns.Train(a);
        SmallRuns.Train(b);
        Assert.NotEqual(a.Folder.Result()!.WeightsSha256, b.Folder.Result()!.WeightsSha256);
    }

    [Fact]
    public void Workers_and_prefetching_do_not_change_the_weights()
    {
        var a = SmallRuns.Create(data, "a", "workers=1", "ahead=2");
        var b = SmallRuns.Create(data, "b", "workers=4", "ahead=5");
        SmallRuns.Train(a);
        SmallRuns.Train(b);
        SmallRuns.AssertSameBytes(SmallRuns.Tensors(a, 12), SmallRuns.Tensors(b, 12));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(11)]
    public void A_run_that_was_cancelled_and_resumed_ends_with_the_same_bytes(long stopAfter)
    {
        var whole = SmallRuns.Create(data, "whole");
        SmallRuns.Train(whole);
        var parted = SmallRuns.Create(data, "parted");
        using var cancellation = new CancellationTokenSource();
        var outcome = SmallRuns.Train(parted, new CancelAfter(stopAfter, cancellation), cancellation.Token);
        Assert.Equal(TrainingEnd.Cancelled, outcome.End);
        Assert.Equal(stopAfter, outcome.State.Step);
        Assert.Null(parted.Folder.Result());

        var again = new RunOpener(null, CancellationToken.None).Open(parted.Folder.Path, null, data.Cache);
        Assert.Equal(TrainingEnd.Completed, SmallRuns.Train(again).End);
        SmallRuns.AssertSameBytes(SmallRuns.Tensors(whole, 12), SmallRuns.Tensors(again, 12));
        Assert.Equal(whole.Folder.Checkpoints.Steps(), again.Folder.Checkpoints.Steps());
        Assert.Equal(whole.Folder.Result()!.BestScore, again.Folder.Result()!.BestScore);
    }

    [Fact]
    public void A_time_budget_stops_with_a_checkpoint_and_leaves_the_schedule_alone()
    {
        var whole = SmallRuns.Create(data, "whole");
        SmallRuns.Train(whole);
        var parted = SmallRuns.Create(data, "parted");
        var outcome = TrainingSession.Run(parted, SilentObserver.Instance, TimeSpan.FromTicks(1), CancellationToken.None);
        Assert.Equal(TrainingEnd.TimeSpent, outcome.End);
        Assert.Equal(1, outcome.State.Step);
        SmallRuns.Train(parted);
        SmallRuns.AssertSameBytes(SmallRuns.Tensors(whole, 12), SmallRuns.Tensors(parted, 12));
    }

    [Fact]
    public void The_loss_falls()
    {
        var run = SmallRuns.Create(data, "falls", "steps=60", "epoch_steps=60", "learning_rate=0.01");
        SmallRuns.Train(run);
        var losses = File.ReadAllLines(run.Folder.In("log.csv")).Skip(1).Select(line => double.Parse(line.Split(',')[2], System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(15, losses.Count);
        Assert.True(losses[^3..].Average() < 0.92 * losses[..3].Average(), string.Join(' ', losses));
    }

    [Fact]
    public void The_number_of_live_tensors_is_the_same_after_every_step()
    {
        var run = SmallRuns.Create(data, "live", "steps=14", "epoch_steps=14");
        var counts = new LiveTensors();
        SmallRuns.Train(run, counts);
        Assert.Equal(14, counts.Counts.Count);
        Assert.All(counts.Counts.Skip(3), count => Assert.Equal(counts.Counts[2], count));
    }

    [Fact]
    public void Keeps_the_last_and_the_best_checkpoint_only()
    {
        var run = SmallRuns.Create(data, "kept", "validate_every=1", "steps=20");
        var outcome = SmallRuns.Train(run);
        Assert.Equal(new[] { outcome.State.BestStep!.Value, 20 }.Distinct().Order(), run.Folder.Checkpoints.Steps());
    }

    [Fact]
    public void Each_step_of_the_log_appears_once_after_a_resume()
    {
        var run = SmallRuns.Create(data, "log");
        using var cancellation = new CancellationTokenSource();
        SmallRuns.Train(run, new CancelAfter(6, cancellation), cancellation.Token);
        // What a killed process leaves behind: a line after the checkpoint, and half a line.
        File.AppendAllText(run.Folder.In("log.csv"), "8,0.1,1,1,1,1,1,1,1,\n9,0.");
        File.AppendAllText(run.Folder.In("log.jsonl"), "{\"step\":8}\n{\"step\":9,\"lo");
        SmallRuns.Train(run);
        var csv = File.ReadAllLines(run.Folder.In("log.csv"));
        Assert.Equal("step,learning_rate,loss,cross_entropy,soft_dice,gradient_norm,seconds_per_step,wait_share,resident_mib,score", csv[0]);
        Assert.Equal(["4", "8", "12"], csv.Skip(1).Select(line => line.Split(',')[0]));
        Assert.Equal(3, File.ReadAllLines(run.Folder.In("log.jsonl")).Length);
    }

    [Fact]
    public void A_run_in_use_is_refused()
    {
        var run = SmallRuns.Create(data, "held");
        using var held = run.Folder.Lock();
        var error = Assert.Throws<UserInputException>(() => SmallRuns.Train(run));
        Assert.Contains("another process is training in it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loss_that_explodes_stops_with_a_remedy()
    {
        var run = SmallRuns.Create(data, "explodes", "learning_rate=10", "gradient_clip=0", "optimiser=sgd", "weight_decay=10", "steps=200", "epoch_steps=200", "validate_every=9");
        var error = Assert.Throws<UserInputException>(() => SmallRuns.Train(run));
        Assert.Contains("lower training.learning_rate", error.Message, StringComparison.Ordinal);
    }

    private sealed class CancelAfter(long step, CancellationTokenSource source) : ObserverBase
    {
        public override void Stepped(long stepsDone, double loss, double secondsPerStep)
        {
            if (stepsDone == step) source.Cancel();
        }
    }

    private sealed class LiveTensors : ObserverBase
    {
        public List<long> Counts { get; } = [];

        public override void Stepped(long stepsDone, double loss, double secondsPerStep) =>
            Counts.Add(TorchSharp.DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }
}
