using Pipeline.Bundles;

namespace Pipeline.Inference.Tests;

public sealed class RecordedRunsTests
{
    /// <summary>First outputs of splitmix64 for this seed, from the test vectors of its published implementations.</summary>
    private const long Seed = 1234567;

    private static readonly ulong[] Published = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821];

    [Fact]
    public void Input_is_the_top_24_bits_of_the_published_generator() =>
        Assert.Equal(Published.Select(bits => (float)((bits >> 40) / 16777216.0)), RecordedRuns.Input([1, 1, 1, 5], Seed));

    [Fact]
    public void Samples_are_spread_evenly_with_a_place_of_their_own_in_each_part()
    {
        // 640 values in 64 parts of 10: part i begins at 10·i, and the generator's fraction chooses within it.
        RecordedOutput brief = RecordedRuns.Brief([.. Enumerable.Range(0, 640).Select(i => (float)i)], [1, 1, 20, 32], Seed, labels: false);
        Assert.Equal(Published.Select((bits, i) => MathF.Floor((float)(10 * (i + (bits / Math.Pow(2, 64)))))), brief.Samples.Take(5));
        Assert.Equal(64, brief.Samples.Count);
        Assert.Equal((0, 639, 319.5), (brief.Min, brief.Max, brief.Mean));
    }

    [Fact]
    public void Fewer_values_than_samples_are_all_kept_in_order() =>
        Assert.Equal([3f, 1, 2], RecordedRuns.Brief([3, 1, 2], [1, 3], Seed, labels: false).Samples);

    [Fact]
    public void Labels_are_counted_per_channel_and_equal_scores_go_to_the_lowest()
    {
        // [N=2, C=2, H=1, W=3]
        float[] values = [0, 5, 1, 0, 4, 2, 7, 7, 7, 8, 6, 9];
        Assert.Equal([3, 3], RecordedRuns.Brief(values, [2, 2, 1, 3], Seed, labels: true).Labels);
    }

    [Fact]
    public void A_model_that_computes_as_recorded_passes_and_another_one_does_not()
    {
        float[] weights = [.. Enumerable.Range(0, 2 * 9).Select(i => MathF.Sin(i))];
        RecordedRun[] runs = [Recorded(weights, 1), Recorded(weights, 2)];
        VerificationRow same = Assert.Single(Compare(runs, weights));
        Assert.True(same.Passed);
        Assert.Equal(("recorded logits", "0.0e+0 of the range on 2 runs, 0 of 480 labels differ"), (same.Check, same.Found));

        VerificationRow other = Assert.Single(Compare(runs, [.. weights.Select((w, i) => i == 4 ? w * 1.001f : w)]));
        Assert.False(other.Passed);
        Assert.False(Assert.Single(Compare(runs, [.. weights.Select(_ => float.NaN)])).Passed);
    }

    [Fact]
    public void An_output_that_the_model_lacks_or_gives_in_another_shape_fails()
    {
        float[] weights = new float[2 * 9];
        RecordedRun run = Recorded(weights, 1);
        RecordedOutput output = run.Outputs["logits"];
        Assert.False(Assert.Single(Compare([run with { Outputs = new Dictionary<string, RecordedOutput> { ["map"] = output } }], weights)).Passed);
        Assert.False(Assert.Single(Compare([run with { Outputs = new Dictionary<string, RecordedOutput> { ["logits"] = output with { Shape = [1, 2, 16, 15] } } }], weights)).Passed);
    }

    [Fact]
    public void A_label_may_change_in_one_pixel_per_run_and_not_in_two()
    {
        float[] weights = [.. Enumerable.Range(0, 2 * 9).Select(i => MathF.Sin(i))];
        RecordedRun run = Recorded(weights, 1);
        Assert.True(Assert.Single(Compare([Moved(run, 1)], weights)).Passed);
        Assert.False(Assert.Single(Compare([Moved(run, 2)], weights)).Passed);
    }

    private static RecordedRun Moved(RecordedRun run, int pixels)
    {
        RecordedOutput output = run.Outputs["logits"];
        return run with { Outputs = new Dictionary<string, RecordedOutput> { ["logits"] = output with { Labels = [output.Labels![0] - pixels, output.Labels[1] + pixels] } } };
    }

    private static IEnumerable<VerificationRow> Compare(RecordedRun[] runs, float[] weights)
    {
        using var runner = new OnnxRunner(TinyModels.Conv(1, 2, 3, weights, new float[2]), threads: 1);
        return [.. RecordedComparison.Rows(runs, runner)];
    }

    /// <summary>What a 3×3 convolution from one channel to two gives through the runtime.</summary>
    private static RecordedRun Recorded(float[] weights, long seed)
    {
        using var runner = new OnnxRunner(TinyModels.Conv(1, 2, 3, weights, new float[2]), threads: 1);
        int[] shape = [1, 1, 15, 16];
        float[] output = new float[2 * 15 * 16];
        runner.Run(RecordedRuns.Input(shape, seed), 1, 15, 16, output);
        return new RecordedRun
        {
            Shape = shape,
            Seed = seed,
            Outputs = new Dictionary<string, RecordedOutput> { ["logits"] = RecordedRuns.Brief(output, [1, 2, 15, 16], seed, labels: true) },
        };
    }
}
