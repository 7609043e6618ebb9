using Pipeline.Networks;
using Pipeline.Training.Datasets.Acdc;
using Pipeline.Training.Datasets;
using Pipeline.Training.Runs;
using Pipeline.Training.Tests.Fixtures;
using Pipeline.Training.Validation;
using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Training.Tests.Validation;

public sealed class DiceValidatorTests(PhantomData data)
{
    [Fact]
    public void Scores_the_mean_over_classes_and_gives_the_network_back_as_it_was()
    {
        var run = SmallRuns.Create(data, "score");
        var cases = DataSplit.Select(new AcdcReader().Read(data.Folder), ["patient001"]);
        var score = TrainingThread.Run(1, () =>
        {
            manual_seed(1);
            using var network = new MiUNet(1, 4, 4);
            network.train();
            var result = new DiceValidator(cases, run.Folder.Card(), CPU).Score(network);
            Assert.True(network.training);
            Assert.Equal(result.Score, new DiceValidator(cases, run.Folder.Card(), CPU).Score(network).Score);
            Assert.Equal(result.Score, new DiceValidator(cases, run.Folder.Card() with { TestTimeFlips = true }, CPU).Score(network).Score);
            return result;
        });
        Assert.Equal(["LV", "RV", "myocardium"], score.Values.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(score.Values.Values.Average(), score.Score, 1e-12);
        Assert.InRange(score.Score, 0, 1);
    }

    [Fact]
    public void The_runner_computes_what_the_network_computes()
    {
        TrainingThread.Run(1, () =>
        {
            manual_seed(2);
            using var network = new MiUNet(1, 4, 4);
            network.eval();
            using var input = randn([2, 1, 32, 48]);
            float[] expected;
            using (no_grad()) expected = network.call(input)!.data<float>().ToArray();
            var output = new float[2 * 4 * 32 * 48];
            using var runner = new TorchRunner(network, CPU);
            runner.Run(input.data<float>().ToArray(), 2, 32, 48, output);
            Assert.Equal(expected, output);
            return 0;
        });
    }
}
