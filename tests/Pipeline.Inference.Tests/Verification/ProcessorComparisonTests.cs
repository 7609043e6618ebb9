namespace Pipeline.Inference.Tests;

public class ProcessorComparisonTests
{
    private static readonly float[] Weights = [.. Enumerable.Range(0, 2 * 9).Select(i => MathF.Sin(i))];

    [Theory]
    [InlineData(1f, true)]
    [InlineData(1.00001f, true)]
    [InlineData(1.01f, false)]
    [InlineData(float.NaN, false)]
    public void An_accelerator_passes_only_when_it_computes_what_the_processor_computes(float factor, bool expected)
    {
        using var accelerator = new OnnxRunner(TinyModels.Conv(1, 2, 3, [.. Weights.Select(w => w * factor)], new float[2]));
        using var processor = new OnnxRunner(TinyModels.Conv(1, 2, 3, Weights, new float[2]));
        Assert.Equal(expected, ProcessorComparison.Passes(accelerator, processor, TinyCards.Card()));
    }
}
