using Pipeline.Inference;
using Pipeline.Networks;
using Pipeline.Networks.Tests;

namespace Pipeline.Export.Tests;

/// <summary>The vector of the network against the two interpreters of this room; Torch's is tested where the network is.</summary>
public sealed class UNetVectorsTests
{
    [Fact]
    public void The_reference_interpreter_gives_the_vectors_logits()
    {
        UNetVector vector = UNetVector.Load();
        using MiUNet network = vector.Network();
        (int[] shape, double[] data) = vector.Input();
        double[] logits = network.Run(new ReferenceOps(network), [new ReferenceTensor(shape, data)])[0].Data;
        AssertNear(vector.Array("logits_stride4"), Strided(logits), 1e-10);
    }

    [Fact]
    public void Onnx_Runtime_gives_the_vectors_logits_in_single_precision()
    {
        UNetVector vector = UNetVector.Load();
        using MiUNet network = vector.Network();
        (int[] shape, double[] data) = vector.Input();
        using OnnxRunner runner = new(Exporter.ToOnnx(network).ToBytes(), threads: 1);
        ParityInput input = new(shape, [Array.ConvertAll(data, value => (float)value)]);
        AssertNear(vector.Array("logits_stride4"), Strided(NetworkRun.Onnx(runner, network.Signature, input)["logits"]), 2e-4);
    }

    /// <summary>Every fourth row and column of [N,C,32,32].</summary>
    private static double[] Strided(double[] logits) => [.. logits.Where((_, i) => i % 32 % 4 == 0 && i / 32 % 32 % 4 == 0)];

    private static void AssertNear(double[] expected, double[] found, double tolerance)
    {
        double scale = Math.Max(1, expected.Max(Math.Abs));
        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected.Zip(found), pair => Assert.True(
            Math.Abs(pair.First - pair.Second) <= tolerance * scale, $"expected {pair.First:R}, found {pair.Second:R}"));
    }
}
