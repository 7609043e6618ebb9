using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace SystemTorch.Tests.Modules;

/// <summary>A small U-Net learns end to end: layers, losses, optimiser, schedule, clipping and scopes together.</summary>
[Collection(GlobalRandomCollection.Name)]
public sealed class UNetTrainingTests
{
    [Fact]
    public void Loss_falls_over_ten_steps_and_no_tensor_stays_behind()
    {
        var run = new Run(21);
        var losses = new List<float>();
        var live = new List<long>();
        for (var step = 0; step < 10; step++)
        {
            losses.Add(run.Step());
            live.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        }

        Assert.All(losses, loss => Assert.True(float.IsFinite(loss)));
        Assert.True(losses[^1] < 0.7 * losses[0], $"losses {string.Join(", ", losses)}");
        Assert.Equal(live[2], live[9]);
        run.Dispose();
    }

    [Fact]
    public void Equal_seeds_give_equal_weights_bit_for_bit() => Assert.Equal(WeightsAfterThreeSteps(), WeightsAfterThreeSteps());

    [Fact]
    public void Gradient_reaches_every_parameter()
    {
        using var run = new Run(4);
        run.Step();
        Assert.All(run.Net.named_parameters(), entry => Assert.True(entry.parameter.grad!.abs().sum().item<float>() > 0, entry.name));
    }

    private static byte[] WeightsAfterThreeSteps()
    {
        using var run = new Run(8);
        for (var step = 0; step < 3; step++) run.Step();
        using var stream = new MemoryStream();
        run.Net.save(stream);
        return stream.ToArray();
    }

    /// <summary>Two blobs per image are to be told apart from the background by their brightness.</summary>
    private sealed class Run : IDisposable
    {
        private readonly AdamW _optimiser;
        private readonly optim.lr_scheduler.LRScheduler _schedule;

        internal Run(long seed)
        {
            manual_seed(seed);
            Net = new UNet(1, 3, [4, 8]);
            Net.train();
            _optimiser = optim.AdamW(Net.parameters(), 0.02, weight_decay: 1e-4);
            _schedule = optim.lr_scheduler.LambdaLR(_optimiser, k => Math.Pow(1 - k / 50.0, 0.9));
        }

        internal UNet Net { get; }

        internal float Step()
        {
            using var scope = NewDisposeScope();
            var labels = zeros([2, 16, 16], dtype: ScalarType.Int64);
            labels.narrow(1, 2, 5).narrow(2, 3, 6).fill_(1);
            labels.narrow(1, 9, 5).narrow(2, 8, 6).fill_(2);
            var image = labels.to(ScalarType.Float32).unsqueeze(1) + randn([2, 1, 16, 16]) * 0.1f;
            _optimiser.zero_grad();
            var logits = Net.call(image);
            var truth = functional.one_hot(labels, 3).permute(0, 3, 1, 2).to(ScalarType.Float32);
            var p = functional.softmax(logits, 1);
            var overlap = (p * truth).sum([0L, 2, 3]);
            var dice = ((2f * overlap + 1e-5f) / (p.sum([0L, 2, 3]) + truth.sum([0L, 2, 3]) + 1e-5f)).mean();
            var loss = functional.cross_entropy(logits, labels, ignore_index: 255) + (1f - dice);
            loss.backward();
            torch.nn.utils.clip_grad_norm_(Net.parameters(), 12);
            _optimiser.step();
            _schedule.step();
            return loss.item<float>();
        }

        public void Dispose()
        {
            _optimiser.Dispose();
            Net.Dispose();
        }
    }

    private sealed class Block : Module<Tensor, Tensor>
    {
        private readonly Conv2d conv1;
        private readonly Conv2d conv2;
        private readonly BatchNorm2d bn1;
        private readonly BatchNorm2d bn2;

        internal Block(int input, int output) : base(nameof(Block))
        {
            conv1 = Conv2d(input, output, 3, padding: 1);
            bn1 = BatchNorm2d(output);
            conv2 = Conv2d(output, output, 3, padding: 1);
            bn2 = BatchNorm2d(output);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) =>
            functional.relu(bn2.call(conv2.call(functional.relu(bn1.call(conv1.call(input))))));
    }

    private sealed class UNet : Module<Tensor, Tensor>
    {
        private readonly ModuleList<Block> down = new();
        private readonly ModuleList<Block> up = new();
        private readonly Conv2d head;

        internal UNet(int channels, int classes, int[] widths) : base(nameof(UNet))
        {
            for (var i = 0; i < widths.Length; i++) down.append(new Block(i == 0 ? channels : widths[i - 1], widths[i]));
            for (var i = widths.Length - 2; i >= 0; i--) up.append(new Block(widths[i] + widths[i + 1], widths[i]));
            head = Conv2d(widths[0], classes, 1);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            var skips = new List<Tensor>();
            var x = input;
            for (var i = 0; i < down.Count; i++) skips.Add(x = down[i].call(i == 0 ? x : functional.max_pool2d(x, 2, 2)));
            for (var i = 0; i < up.Count; i++)
            {
                var skip = skips[skips.Count - 2 - i];
                var size = skip.shape[2..];
                x = up[i].call(cat([skip, functional.interpolate(x, size, mode: InterpolationMode.Bilinear, align_corners: true)], 1));
            }

            return head.call(x);
        }
    }
}
