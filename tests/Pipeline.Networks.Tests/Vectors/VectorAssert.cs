using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Networks.Tests;

/// <summary>Vectors as tensors, and the rule for "equal": |Δ| ≤ tolerance · max(1, max |expected|).</summary>
internal static class VectorAssert
{
    /// <summary>Tolerance of results and, in double precision only, of gradients.</summary>
    public const double Double = 1e-10, Single = 2e-4, Gradient = 1e-9;

    /// <summary>Both precisions with their tolerances, for theories.</summary>
    public static TheoryData<ScalarType, double> Precisions => new() { { ScalarType.Float64, Double }, { ScalarType.Float32, Single } };

    public static Tensor Tensor(this JsonElement owner, string name, ScalarType type = ScalarType.Float64)
    {
        (long[] shape, double[] data) = owner.Numbers(name);
        return tensor(data, shape).to(type);
    }

    public static void Near(JsonElement owner, string name, Tensor found, double tolerance)
    {
        (long[] shape, double[] expected) = owner.Numbers(name);
        Assert.Equal(shape, found.shape);
        Near(expected, Doubles(found), tolerance, name);
    }

    public static void Near(double[] expected, double[] found, double tolerance, string name = "")
    {
        Assert.Equal(expected.Length, found.Length);
        double scale = Math.Max(1, expected.Max(Math.Abs));
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - found[i]) <= tolerance * scale, $"{name}[{i}]: expected {expected[i]:R}, found {found[i]:R}");
        }
    }

    public static void Near(double expected, double found, double tolerance) => Near([expected], [found], tolerance);

    public static double[] Doubles(Tensor values) => values.detach().to(ScalarType.Float64).contiguous().data<double>().ToArray();

    /// <summary>Mean over the batch of log Σ exp(z) − z of the label.</summary>
    public static Tensor CrossEntropy(Tensor logits, long[] labels) => nn.functional.cross_entropy(logits, tensor(labels));
}
