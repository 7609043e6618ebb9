namespace Pipeline.Inference.Tests;

public sealed class ExecutionPlanTests
{
    [Fact]
    public void A_transposed_convolution_between_blocked_ones_costs_copies_of_both_forms()
    {
        string[] steps = Steps(LargerModels.Transposed(16));
        // conv, its plain copy for Concat, pool and conv at a quarter of the pixels, its plain copy, transposed, concat, a blocked copy,
        // conv, head in a block of 16, its plain copy
        Assert.Equal([16, 16, 16 / 4, 32 / 4, 32 / 4, 16, 32, 32, 16, 16, 2], steps[..^1].Select(step => int.Parse(step.Split(' ')[^1])));
    }

    [Fact]
    public void Activations_are_part_of_their_convolution_and_a_convolution_reads_few_channels_as_they_are()
    {
        var g = new GraphModel(1);
        string first = g.Node("Relu", [g.Node("Conv", ["image", g.Weights(8, 1, 3, 3)], "pads=1,1,1,1")]);
        g.Output(g.Node("Sigmoid", [g.Node("Conv", [first, g.Weights(16, 8, 3, 3)], "pads=1,1,1,1")]), "y", -1, 16, -1, -1);
        Assert.Equal(["image → Conv_1 blocked 16", "Conv_1 blocked → Conv_4 blocked 16", "Conv_4 blocked → Sigmoid_5 16"], Steps(g)[..^1]);
    }

    /// <summary>What each kernel reads and makes, with the size of the latter in channels of the input's size.</summary>
    private static string[] Steps(GraphModel graph)
    {
        var estimate = new ActivationEstimate(graph.ToBytes(), "image");
        double full = 4.0 * 32 * 32;
        return [.. estimate.Steps(1, 1, 32, 32).Select(step => $"{string.Join(", ", step.Reads)} → {string.Join(", ", step.Makes.Select(made => $"{made.Name} {made.Bytes / full}"))}")];
    }
}
