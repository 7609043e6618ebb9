using System.Text.Json;
using static TorchSharp.torch;

namespace Pipeline.Training.Tests.Vectors;

/// <summary>One case of a vectors file: parameters, inputs and expected values by name; tensors {shape, data}, row-major, float64.</summary>
internal sealed class VectorCase(JsonElement entry)
{
    public string Id => entry.GetProperty("id").GetString()!;

    public string Kind => entry.GetProperty("kind").GetString()!;

    public JsonElement Parameters => entry.GetProperty("params");

    public JsonElement Inputs => entry.GetProperty("inputs");

    public JsonElement Expected => entry.GetProperty("expected");

    public double Parameter(string name) => Parameters.GetProperty(name).GetDouble();

    public Tensor Input(string name, ScalarType type = ScalarType.Float64) => ToTensor(Inputs.GetProperty(name)).to(type);

    /// <summary>An input that collects gradient.</summary>
    public Tensor Variable(string name, ScalarType type = ScalarType.Float64) => Input(name, type).requires_grad_(true);

    public double Scalar(string name) => Expected.GetProperty(name).GetDouble();

    public double[] Array(string name) => Numbers(Expected.GetProperty(name));

    public bool Expects(string name) => Expected.TryGetProperty(name, out _);

    /// <summary>|found − expected| ≤ tolerance.</summary>
    public void AssertTensor(string name, Tensor found, double tolerance) => AssertNear(Array(name), found, tolerance, $"{Id}: {name}");

    /// <summary>|found − expected| ≤ tolerance · max |expected|.</summary>
    public void AssertRelative(string name, Tensor found, double tolerance)
    {
        var expected = Array(name);
        AssertNear(expected, found, tolerance * expected.Max(Math.Abs), $"{Id}: {name}");
    }

    public void AssertScalar(string name, Tensor found, double tolerance) =>
        AssertNear([Scalar(name)], found, tolerance, $"{Id}: {name}");

    public static void AssertNear(double[] expected, Tensor found, double tolerance, string what)
    {
        var numbers = found.detach().to(ScalarType.Float64).contiguous().data<double>().ToArray();
        Assert.Equal(expected.Length, numbers.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - numbers[i]) <= tolerance, $"{what}[{i}]: expected {expected[i]:R}, found {numbers[i]:R}");
        }
    }

    public static Tensor ToTensor(JsonElement element) =>
        tensor(Numbers(element), [.. element.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())]);

    private static double[] Numbers(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Numbers(element.GetProperty("data")),
        JsonValueKind.Array => [.. element.EnumerateArray().Select(value => value.GetDouble())],
        _ => [element.GetDouble()],
    };
}
