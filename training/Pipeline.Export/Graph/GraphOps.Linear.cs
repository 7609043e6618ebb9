using TorchSharp.Modules;

namespace Pipeline.Export;

public sealed partial class GraphOps
{
    /// <summary>Gemm for [N,I]; otherwise a product with the transposed weight, which runtimes fold when they load the model.</summary>
    public Value Linear(Linear m, Value x)
    {
        string layer = _names.Next(nameof(Linear), m), weight = Weight(m, "weight", m.weight);
        if (x.Shape[^1].Value != m.weight.shape[1])
        {
            throw new ExportException(layer, $"found input {x}, expected {m.weight.shape[1]} numbers on the last axis.");
        }
        Dim[] shape = [.. x.Shape.SkipLast(1), Dim.Fixed(m.weight.shape[0])];
        string? bias = m.bias is null ? null : Weight(m, "bias", m.bias);
        if (x.Shape.Count == 2)
        {
            return Emit(layer, "Gemm", bias is null ? [x.Name, weight] : [x.Name, weight, bias], shape, [("transB", NodeAttribute.Of(1))]);
        }
        Value transposed = Emit(layer, "Transpose", [weight], [Dim.Fixed(m.weight.shape[1]), Dim.Fixed(m.weight.shape[0])],
            [("perm", NodeAttribute.Of([1, 0]))], part: "weight");
        Value product = Emit(layer, "MatMul", [x.Name, transposed.Name], shape, part: bias is null ? null : "product");
        return bias is null ? product : Emit(layer, "Add", [product.Name, bias], shape);
    }

    /// <inheritdoc/>
    public Value MatMul(Value a, Value b)
    {
        string layer = _names.Next(nameof(MatMul));
        if (a.Shape.Count < 2 || b.Shape.Count < 2 || a.Shape[^1] != b.Shape[^2])
        {
            throw new ExportException(layer, $"found {a} and {b}, expected the last size of the first to be the last but one of the second.");
        }
        Dim[] leading = Broadcast(layer, a with { Shape = [.. a.Shape.SkipLast(2)] }, b with { Shape = [.. b.Shape.SkipLast(2)] });
        return Emit(layer, "MatMul", [a.Name, b.Name], [.. leading, a.Shape[^2], b.Shape[^1]]);
    }
}
