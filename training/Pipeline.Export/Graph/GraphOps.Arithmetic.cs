namespace Pipeline.Export;

public sealed partial class GraphOps
{
    /// <inheritdoc/>
    public Value Add(Value a, Value b) => Both(nameof(Add), "Add", a, b);

    /// <inheritdoc/>
    public Value Add(Value a, double b) => Emit(_names.Next(nameof(Add)), "Add", [a.Name, Scalar(b)], a.Shape);

    /// <inheritdoc/>
    public Value Sub(Value a, Value b) => Both(nameof(Sub), "Sub", a, b);

    /// <inheritdoc/>
    public Value Mul(Value a, Value b) => Both(nameof(Mul), "Mul", a, b);

    /// <inheritdoc/>
    public Value Mul(Value a, double b) => Emit(_names.Next(nameof(Mul)), "Mul", [a.Name, Scalar(b)], a.Shape);

    /// <inheritdoc/>
    public Value Div(Value a, Value b) => Both(nameof(Div), "Div", a, b);

    /// <inheritdoc/>
    public Value Maximum(Value a, Value b) => Both(nameof(Maximum), "Max", a, b);

    /// <inheritdoc/>
    public Value Minimum(Value a, Value b) => Both(nameof(Minimum), "Min", a, b);

    /// <inheritdoc/>
    public Value Greater(Value a, Value b)
    {
        string layer = _names.Next(nameof(Greater));
        Value truth = Emit(layer, "Greater", [a.Name, b.Name], Broadcast(layer, a, b), part: "truth", type: ElementType.Bool);
        return Emit(layer, "Cast", [truth.Name], truth.Shape, [("to", NodeAttribute.Of((int)ElementType.Float))]);
    }

    /// <inheritdoc/>
    public Value Clamp(Value x, double min, double max) =>
        Emit(_names.Next(nameof(Clamp)), "Clip", [x.Name, Scalar(min), Scalar(max)], x.Shape);

    /// <inheritdoc/>
    public Value Abs(Value x) => Same(nameof(Abs), "Abs", x);

    /// <inheritdoc/>
    public Value Exp(Value x) => Same(nameof(Exp), "Exp", x);

    /// <inheritdoc/>
    public Value Log(Value x) => Same(nameof(Log), "Log", x);

    /// <inheritdoc/>
    public Value Sqrt(Value x) => Same(nameof(Sqrt), "Sqrt", x);

    private Value Both(string name, string opType, Value a, Value b)
    {
        string layer = _names.Next(name);
        return Emit(layer, opType, [a.Name, b.Name], Broadcast(layer, a, b));
    }
}
