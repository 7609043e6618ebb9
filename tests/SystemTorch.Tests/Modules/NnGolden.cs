using System.Globalization;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace SystemTorch.Tests.Modules;

/// <summary>What PyTorch 1.13 computed, from Golden/torch-nn.json; tools/golden/record_torch_nn.py writes that file.</summary>
internal static class NnGolden
{
    private static readonly Lazy<JsonElement> Root = new(() => JsonDocument.Parse(File.ReadAllBytes(Golden.PathOf("torch-nn.json"))).RootElement);

    internal static JsonElement Section(string name) => Root.Value.GetProperty(name);

    internal static TheoryData<string> Names(string section) => [.. Section(section).EnumerateObject().Select(entry => entry.Name)];

    internal static Tensor ReadTensor(JsonElement golden)
    {
        var shape = golden.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()).ToArray();
        return tensor(Floats(golden)).reshape(shape);
    }

    internal static Tensor ReadClasses(JsonElement golden) => ReadTensor(golden).to(ScalarType.Int64);

    /// <summary>Shape and values; a tolerance is relative to the largest of 1 and the golden value, 0 asks for the same bits.</summary>
    internal static void AssertEqual(JsonElement golden, Tensor actual, double tolerance, string what)
    {
        var shape = golden.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()).ToArray();
        Assert.True(shape.AsSpan().SequenceEqual(actual.shape), $"{what}: found shape [{string.Join(", ", actual.shape)}], expected [{string.Join(", ", shape)}]");
        var expected = Floats(golden);
        var found = actual.detach().to(ScalarType.Float32).contiguous().data<float>().ToArray();
        for (var i = 0; i < expected.Length; i++)
        {
            var close = tolerance == 0
                ? BitConverter.SingleToInt32Bits(expected[i]) == BitConverter.SingleToInt32Bits(found[i])
                : Math.Abs(expected[i] - found[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i]));
            Assert.True(close, string.Create(CultureInfo.InvariantCulture, $"{what}[{i}]: found {found[i]:R}, expected {expected[i]:R} within {tolerance}"));
        }
    }

    /// <summary>The weights −1 … 1 by which every layer case sums its output before going backward.</summary>
    internal static Tensor Ramp(Tensor output) => linspace(-1, 1, output.numel()).reshape(output.shape);

    private static float[] Floats(JsonElement golden) => [.. golden.GetProperty("data").EnumerateArray().Select(value => value.GetSingle())];
}
