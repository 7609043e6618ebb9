using Pipeline.Training.Averaging;
using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Training.Tests.Averaging;

public sealed class WeightAverageTests
{
    [Fact]
    public void Follows_the_recursion_with_a_plain_mean_at_first()
    {
        using var scope = NewDisposeScope();
        var source = nn.Linear(1, 1, hasBias: false);
        var target = nn.Linear(1, 1, hasBias: false);
        var average = new WeightAverage(source, target, decay: 0.6);
        double expected = 0;
        for (var step = 0; step < 6; step++)
        {
            using (no_grad()) source.weight.fill_(step + 1.0);
            average.Update(step);
            // alpha = 0, 1/2, 0.6, 0.6, …
            var alpha = Math.Min(0.6, 1 - 1.0 / (step + 1));
            expected = alpha * expected + (1 - alpha) * (step + 1);
            Assert.Equal(expected, target.weight.item<float>(), 1e-5);
        }
    }

    [Fact]
    public void Averages_running_statistics_and_copies_counters()
    {
        using var scope = NewDisposeScope();
        var source = nn.BatchNorm2d(2);
        var target = nn.BatchNorm2d(2);
        var average = new WeightAverage(source, target, decay: 0.5);
        source.train();
        for (var step = 0; step < 3; step++)
        {
            source.call(randn([4, 2, 3, 3]) + 10);
            average.Update(step);
        }
        Assert.Equal(3, target.state_dict()["num_batches_tracked"].item<long>());
        var mean = target.state_dict()["running_mean"][0].item<float>();
        Assert.InRange(mean, 1.0f, source.state_dict()["running_mean"][0].item<float>() - 0.2f);
    }
}
