using TorchSharp.Modules;

namespace Pipeline.Export;

public sealed partial class GraphOps
{
    /// <inheritdoc/>
    public Value Relu(Value x) => Same(nameof(Relu), "Relu", x);

    /// <inheritdoc/>
    public Value LeakyRelu(Value x, double slope = 0.01) => Same(nameof(LeakyRelu), "LeakyRelu", x, ("alpha", NodeAttribute.Of((float)slope)));

    /// <inheritdoc/>
    public Value PRelu(PReLU m, Value x)
    {
        long[] perChannel = [m.weight.numel(), .. Enumerable.Repeat(1L, Math.Max(0, x.Shape.Count - 2))];
        return Emit(_names.Next(nameof(PRelu), m), "PRelu", [x.Name, Weight(m, "weight", m.weight, perChannel)], x.Shape);
    }

    /// <inheritdoc/>
    public Value Elu(Value x, double alpha = 1) => Same(nameof(Elu), "Elu", x, ("alpha", NodeAttribute.Of((float)alpha)));

    /// <summary>x/2 · (1 + erf(x/√2)) spelt out: ONNX has Gelu from opset 20 on only, and runtimes fuse this form.</summary>
    public Value Gelu(Value x)
    {
        string layer = _names.Next(nameof(Gelu));
        Value scaled = Emit(layer, "Div", [x.Name, Scalar(Math.Sqrt(2))], x.Shape, part: "scaled");
        Value erf = Emit(layer, "Erf", [scaled.Name], x.Shape, part: "erf");
        Value sum = Emit(layer, "Add", [erf.Name, Scalar(1)], x.Shape, part: "sum");
        Value product = Emit(layer, "Mul", [x.Name, sum.Name], x.Shape, part: "product");
        return Emit(layer, "Mul", [product.Name, Scalar(0.5)], x.Shape);
    }

    /// <inheritdoc/>
    public Value Silu(Value x)
    {
        string layer = _names.Next(nameof(Silu));
        Value gate = Emit(layer, "Sigmoid", [x.Name], x.Shape, part: "sigmoid");
        return Emit(layer, "Mul", [x.Name, gate.Name], x.Shape);
    }

    /// <inheritdoc/>
    public Value Sigmoid(Value x) => Same(nameof(Sigmoid), "Sigmoid", x);

    /// <inheritdoc/>
    public Value Tanh(Value x) => Same(nameof(Tanh), "Tanh", x);

    /// <inheritdoc/>
    public Value Softplus(Value x) => Same(nameof(Softplus), "Softplus", x);

    /// <inheritdoc/>
    public Value Softmax(Value x, int axis = 1) => Same(nameof(Softmax), "Softmax", x, ("axis", NodeAttribute.Of(Axis(nameof(Softmax), x, axis))));

    /// <inheritdoc/>
    public Value LogSoftmax(Value x, int axis = 1) =>
        Same(nameof(LogSoftmax), "LogSoftmax", x, ("axis", NodeAttribute.Of(Axis(nameof(LogSoftmax), x, axis))));

    /// <summary>An operator of one value that keeps the shape.</summary>
    private Value Same(string name, string opType, Value x, params (string, NodeAttribute)[] attributes) =>
        Emit(_names.Next(name), opType, [x.Name], x.Shape, attributes);
}
