using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace SystemTorch.Tests;

/// <summary>Figures of PyTorch, recorded by tools/golden/record_torch.py.</summary>
internal static class Golden
{
    internal static readonly JsonElement Torch = JsonDocument.Parse(File.ReadAllText(PathOf("torch.json"))).RootElement;

    internal static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Golden", file);

    /// <summary>The inputs of the script: 1.5 sin(0.37 i + phase), or its absolute value + 0.5.</summary>
    internal static Tensor Fill(long[] shape, double phase, bool positive = false, ScalarType type = ScalarType.Float32)
    {
        var values = new double[shape.TotalSize()];
        for (var i = 0; i < values.Length; i++)
        {
            var v = 1.5 * Math.Sin((0.37 * i) + phase);
            values[i] = positive ? Math.Abs(v) + 0.5 : v;
        }
        return tensor(values, shape, type);
    }

    internal static double[] Numbers(JsonElement array) => array.EnumerateArray().Select(e => e.GetDouble()).ToArray();

    internal static long[] Shape(JsonElement entry) => entry.GetProperty("shape").EnumerateArray().Select(e => e.GetInt64()).ToArray();

    /// <summary>Row-major values of a tensor of any type.</summary>
    internal static double[] Values(Tensor tensor)
    {
        using var wide = tensor.detach().to(ScalarType.Float64);
        return wide.data<double>().ToArray();
    }

    internal static void AssertClose(double[] expected, double[] actual, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            var bound = tolerance * Math.Max(1, Math.Abs(expected[i]));
            Assert.True(Math.Abs(expected[i] - actual[i]) <= bound, $"{what}, element {i}: {actual[i]:r} instead of {expected[i]:r}");
        }
    }
}
