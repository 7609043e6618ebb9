using System.Text.Json;
using Pipeline.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace Pipeline.Export.Tests;

/// <summary>
/// The case <c>deform_conv</c> of a <c>self.json</c>, in the folder that the environment variable PIPELINE_VECTORS names, otherwise
/// in Golden: 3×3, padding 1, no bias; the gradients are those of ½ Σ y². Some offsets reach outside the image.
/// </summary>
public sealed class DeformConv2dVectorTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly JsonElement _case;
    private readonly DeformConv2d _layer;

    public DeformConv2dVectorTests()
    {
        string? folder = Environment.GetEnvironmentVariable("PIPELINE_VECTORS");
        string path = Path.Combine(string.IsNullOrEmpty(folder) ? Path.Combine(AppContext.BaseDirectory, "Golden") : folder, "self.json");
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        _case = document.RootElement.GetProperty("cases").GetProperty("deform_conv").Clone();
        Tensor weight = Vector("weight");
        _layer = new DeformConv2d(weight.shape[1], weight.shape[0], weight.shape[2], padding: 1, bias: false).to(ScalarType.Float64);
        using IDisposable noGradient = no_grad();
        _layer.weight.copy_(weight);
    }

    [Fact]
    public void The_reference_interpreter_gives_the_vectors_values()
    {
        ReferenceTensor[] inputs = [.. new[] { "x", "offset", "mask" }.Select(Vector)
            .Select(value => new ReferenceTensor(Array.ConvertAll(value.shape, size => (int)size), TensorValues.Doubles(value)))];
        ReferenceTensor y = new ReferenceOps(_layer).DeformConv2d(_layer, inputs[0], inputs[1], inputs[2]);
        AssertNear("y", y.Data, 1e-10);
    }

    [Fact]
    public void Torch_gives_the_vectors_values_and_all_four_gradients()
    {
        Tensor x = Vector("x").requires_grad_(), offset = Vector("offset").requires_grad_(), mask = Vector("mask").requires_grad_();
        Tensor y = TorchOps.Instance.DeformConv2d(_layer, x, offset, mask);
        AssertNear("y", TensorValues.Doubles(y), 1e-10);
        ((y * y).sum() * 0.5).backward();
        foreach ((string name, Tensor leaf) in new[] { ("x", x), ("offset", offset), ("mask", mask), ("weight", _layer.weight) })
        {
            AssertNear($"grad_{name}", TensorValues.Doubles(leaf.grad!), 1e-9);
        }
    }

    public void Dispose()
    {
        _layer.Dispose();
        _scope.Dispose();
    }

    private Tensor Vector(string name)
    {
        JsonElement vector = _case.GetProperty(name);
        return tensor(Numbers(vector, "data"), [.. Numbers(vector, "shape").Select(size => (long)size)]);
    }

    private static double[] Numbers(JsonElement vector, string name) => [.. vector.GetProperty(name).EnumerateArray().Select(value => value.GetDouble())];

    private void AssertNear(string name, double[] found, double tolerance)
    {
        double[] expected = Numbers(_case.GetProperty(name), "data");
        Difference difference = Difference.Of(expected, found);
        Assert.True(difference.MaxAbs <= tolerance * Math.Max(1, expected.Max(Math.Abs)), $"{name}: {difference}");
    }
}
