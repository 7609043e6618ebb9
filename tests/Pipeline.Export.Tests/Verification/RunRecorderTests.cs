using Pipeline.Bundles;
using Pipeline.Contracts;
using Pipeline.Inference;
using Pipeline.Networks;

namespace Pipeline.Export.Tests;

public sealed class RunRecorderTests
{
    [Fact]
    public void Records_three_sizes_alone_and_as_a_batch_of_two()
    {
        using MiUNet network = Filled.Network(new MiUNet(1, 4, width: 2));
        IReadOnlyList<RecordedRun> runs = RunRecorder.Record(network, Exporter.ToOnnx(network).ToBytes(), threshold: null);
        Assert.Equal(
            ["1×1×48×48", "2×1×48×48", "1×1×64×48", "2×1×64×48", "1×1×48×80", "2×1×48×80"],
            runs.Select(run => string.Join('×', run.Shape)));
        Assert.Equal(6, runs.DistinctBy(run => run.Seed).Count());
    }

    [Fact]
    public void What_is_recorded_is_what_TorchSharp_gives_for_the_input_of_that_seed()
    {
        using MapNetwork network = Filled.Network(new MapNetwork());
        RecordedRun run = RunRecorder.Record(network, Exporter.ToOnnx(network).ToBytes(), threshold: null)[3];
        ParityInput input = new(run.Shape, [RecordedRuns.Input(run.Shape, run.Seed)]);
        IReadOnlyList<double[]> outputs = NetworkRun.Torch(network, input);
        Assert.Equal(["map", "maps", "coarse"], run.Outputs.Keys);
        foreach ((RecordedOutput recorded, double[] values) in run.Outputs.Values.Zip(outputs))
        {
            Assert.Equal(values.Max(), recorded.Max);
            Assert.Equal(values.Min(), recorded.Min);
            Assert.Equal(values.Average(), recorded.Mean, 1e-9);
            Assert.Subset(values.Select(value => (float)value).ToHashSet(), recorded.Samples.ToHashSet());
        }
        Assert.Equal([2, 3, 32, 24], run.Outputs["maps"].Shape);
        Assert.Equal(2 * 32 * 24, run.Outputs["maps"].Labels!.Sum());
        Assert.Null(run.Outputs["map"].Labels);
        Assert.Null(run.Outputs["coarse"].Labels);
        Assert.All(RunRecorder.Record(network, Exporter.ToOnnx(network).ToBytes(), threshold: 0.5), r => Assert.Null(r.Outputs["maps"].Labels));
    }

    [Fact]
    public void Evidence_speaks_of_every_output_and_stays_small()
    {
        using MapNetwork network = Filled.Network(new MapNetwork());
        byte[] model = Exporter.ToOnnx(network).ToBytes();
        ParityResult result = Parity.Check(network, model, new ParityOptions { Threshold = 0.1 });
        Assert.True(result.Passed, string.Join("; ", result.Failures));
        ParityFile file = result.File with { Checks = RunRecorder.Record(network, model, 0.1) };
        Assert.Equal(["map", "maps", "coarse"], file.Outputs!.Keys);
        Assert.Equal((1, 1, null), (file.Outputs["map"].LabelAgreement, file.Outputs["maps"].LabelAgreement, file.Outputs["coarse"].LabelAgreement));
        Assert.InRange(file.ToJson().Length, 1, 100_000);
    }

    [Theory]
    [InlineData("head.bias", "map")]
    [InlineData("score.bias", "coarse")]
    public void A_fault_in_any_output_fails_with_its_name(string weight, string output)
    {
        using MapNetwork network = Filled.Network(new MapNetwork());
        OnnxGraph graph = Exporter.ToOnnx(network).Graph;
        graph.Initializers[weight] = Initializer.Of(weight, [1], [graph.Initializers[weight].Floats()[0] + 1]);
        ParityResult result = Parity.Check(network, new OnnxModel(graph, 17, []).ToBytes());
        Assert.Contains(result.Failures, failure => failure.StartsWith($"output {output}: |Δ|", StringComparison.Ordinal));
        Assert.DoesNotContain(result.Failures, failure => failure.StartsWith("output maps:", StringComparison.Ordinal));
    }
}
