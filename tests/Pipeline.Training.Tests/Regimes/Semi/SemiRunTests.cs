using System.Globalization;
using Pipeline.Export;
using Pipeline.Training.Runs;
using Pipeline.Training.Tests.Fixtures;

namespace Pipeline.Training.Tests.Regimes.Semi;

/// <summary>The preset smoke and its neighbours, end to end on the phantom.</summary>
public sealed class SemiRunTests(PhantomData data)
{
    // Everything that has state: heads, teacher, strong views, threshold.
    private static readonly string[] Everything = ["teacher=0.9", "strong=true", "weak=true", "affine=true", "start=0.2", "consistency=hard", "confidence=0.3"];

    private static Dictionary<string, List<double>> Log(OpenRun run)
    {
        var lines = File.ReadAllLines(run.Folder.In("log.csv"));
        var names = lines[0].Split(',');
        return names.Index().ToDictionary(
            name => name.Item,
            name => lines.Skip(1).Select(line => line.Split(',')[name.Index]).Where(cell => cell.Length > 0).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToList(),
            StringComparer.Ordinal);
    }

    [Fact]
    public void The_losses_fall_and_the_network_leaves_without_its_heads()
    {
        var run = SmallRuns.CreateSemi(data, "smoke", "steps=90", "epoch_steps=45", "log_every=15", "learning_rate=0.005", "patch=64", "ramp_up=0");
        SmallRuns.Train(run);
        var log = Log(run);
        Assert.Equal(
            ["step", "learning_rate", "loss", "cross_entropy", "soft_dice", "consistency", "mi", "mi_Conv5", "mi_Up_conv3", "mi_Up_conv2", "gradient_norm", "seconds_per_step", "wait_share", "resident_mib", "score"],
            log.Keys);
        Assert.All(log.Values.SelectMany(values => values), value => Assert.True(double.IsFinite(value)));
        Assert.True(log["cross_entropy"][^1] + log["soft_dice"][^1] < 0.9 * (log["cross_entropy"][0] + log["soft_dice"][0]), string.Join(' ', log["cross_entropy"]));
        Assert.True(log["mi_Conv5"][^1] < log["mi_Conv5"][0] - 0.01, string.Join(' ', log["mi_Conv5"]));

        TrainingThread.Run(1, () =>
        {
            using var served = ServedModel.Open(run.Folder, CheckpointChoice.Last, "cpu");
            var model = Exporter.ToOnnx(served.Network);
            Assert.DoesNotContain(model.Graph.Initializers.Keys, name => name.Contains("head", StringComparison.OrdinalIgnoreCase));
            Assert.Equal(served.Network.parameters().Sum(p => p.numel()), new Networks.MiUNet(1, 4, width: 4).parameters().Sum(p => p.numel()));
            var parity = Parity.Check(served.Network, model.ToBytes());
            Assert.True(parity.Passed, string.Join("; ", parity.Failures));
            return 0;
        });
    }

    [Fact]
    public void The_same_seed_twice_gives_the_same_bytes_heads_and_teacher_included()
    {
        var (a, b) = (SmallRuns.CreateSemi(data, "a", [.. Everything, "workers=1", "ahead=2"]), SmallRuns.CreateSemi(data, "b", [.. Everything, "workers=3", "ahead=5"]));
        SmallRuns.Train(a);
        SmallRuns.Train(b);
        var files = SmallRuns.Tensors(a, 12);
        Assert.Superset(
            new HashSet<string> { "network.safetensors", "teacher.safetensors", "average.safetensors", "heads_Conv5.safetensors", "heads_Up_conv2.safetensors", "heads.optimizer.safetensors" },
            files.Keys.ToHashSet());
        SmallRuns.AssertSameBytes(files, SmallRuns.Tensors(b, 12));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void A_run_that_was_stopped_and_resumed_ends_with_the_same_bytes(long stopAfter)
    {
        var whole = SmallRuns.CreateSemi(data, "whole", Everything);
        SmallRuns.Train(whole);
        var parted = SmallRuns.CreateSemi(data, "parted", Everything);
        using var cancellation = new CancellationTokenSource();
        Assert.Equal(TrainingEnd.Cancelled, SmallRuns.Train(parted, new CancelAfter(stopAfter, cancellation), cancellation.Token).End);
        var again = new RunOpener(null, CancellationToken.None).Open(parted.Folder.Path, null, data.Cache);
        Assert.Equal(TrainingEnd.Completed, SmallRuns.Train(again).End);
        SmallRuns.AssertSameBytes(SmallRuns.Tensors(whole, 12), SmallRuns.Tensors(again, 12));
    }

    [Theory]
    [InlineData("w_mi=0", "consistency=kl", "strong=true", "paste=0.6")]
    [InlineData("w_cons=0", "local_mi=imsat", "head=mlp")]
    [InlineData("affine=true", "local_mi=imsat")]
    [InlineData("local_mi=off", "two_stage=true")]
    [InlineData("w_cons=0", "w_mi=0", "unlabelled_forward=true")]
    [InlineData("w_cons=0", "w_mi=0", "labelled=all")]
    [InlineData("mi_patch=32", "patch=64", "epoch_rates=true", "optimiser=radam")]
    public void Every_other_row_runs_and_learns_finite_numbers(params string[] assignments)
    {
        var run = SmallRuns.CreateSemi(data, "row", assignments);
        Assert.Equal(TrainingEnd.Completed, SmallRuns.Train(run).End);
        Assert.All(Log(run).Values.SelectMany(values => values), value => Assert.True(double.IsFinite(value)));
    }

    [Fact]
    public void Where_no_unlabelled_image_is_read_their_options_have_no_effect_and_are_not_compared()
    {
        string[] supervised = ["w_cons=0", "w_mi=0"];
        var a = SmallRuns.CreateSemi(data, "a", supervised);
        var b = SmallRuns.CreateSemi(data, "b", [.. supervised, "start=0.4", "restart=0.3", "unlabelled_batch=7", "strong=true", "weak=true", "teacher=0.9", "clusters=7"]);
        SmallRuns.Train(a);
        SmallRuns.Train(b);
        SmallRuns.AssertSameBytes(SmallRuns.Tensors(a, 12), SmallRuns.Tensors(b, 12));
        Assert.NotEqual(a.Settings, b.Settings);
        Assert.Equal(a.Settings.Effective, b.Settings.Effective);
        Assert.NotEqual(a.Settings.Effective, SmallRuns.CreateSemi(data, "c", [.. supervised, "dice_weight=0"]).Settings.Effective);
    }

    [Fact]
    public void The_rate_comes_down_over_the_labels_alone_and_starts_anew_with_the_unlabelled_images()
    {
        string[] common = ["steps=20", "epoch_steps=20", "log_every=1", "learning_rate=0.01", "minimum_learning_rate=0.0001", "warm_up=0"];
        var parted = SmallRuns.CreateSemi(data, "parted", [.. common, "start=0.5", "restart=0.2"]);
        var alone = SmallRuns.CreateSemi(data, "alone", [.. common, "start=0.5", "w_cons=0", "w_mi=0"]);
        SmallRuns.Train(parted);
        SmallRuns.Train(alone);
        var (rates, whole) = (Log(parted)["learning_rate"], Log(alone)["learning_rate"]);
        Assert.Equal([0.01, 0.0001, 0.002, 0.0001], [rates[0], rates[9], rates[10], rates[19]]);
        Assert.Equal([0.01, 0.0001], [whole[0], whole[19]]);
        Assert.InRange(whole[10], 0.003, 0.007);
        Assert.All(Log(parted)["consistency"].Take(10), loss => Assert.Equal(0, loss));
        Assert.All(Log(parted)["consistency"].Skip(10), loss => Assert.NotEqual(0, loss));
    }

    [Fact]
    public void Memory_is_flat_over_an_epoch()
    {
        var run = SmallRuns.CreateSemi(data, "flat", [.. Everything, "steps=120", "epoch_steps=120"]);
        var watch = new MemoryWatch();
        SmallRuns.Train(run, watch);
        Assert.All(watch.Tensors.Skip(3), count => Assert.Equal(watch.Tensors[2], count));
        Assert.InRange(watch.ResidentMib[119] - watch.ResidentMib[59], -1000, 20);
    }

    private sealed class CancelAfter(long step, CancellationTokenSource source) : ObserverBase
    {
        public override void Stepped(long stepsDone, double loss, double secondsPerStep)
        {
            if (stepsDone == step) source.Cancel();
        }
    }

    private sealed class MemoryWatch : ObserverBase
    {
        public List<long> Tensors { get; } = [];

        public List<double> ResidentMib { get; } = [];

        public override void Stepped(long stepsDone, double loss, double secondsPerStep)
        {
            Tensors.Add(TorchSharp.DisposeScopeManager.Statistics.ThreadTotalLiveCount);
            ResidentMib.Add(Environment.WorkingSet / 1048576.0);
        }
    }
}
