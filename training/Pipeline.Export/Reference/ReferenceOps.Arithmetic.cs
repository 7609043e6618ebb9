namespace Pipeline.Export;

public sealed partial class ReferenceOps
{
    /// <inheritdoc/>
    public ReferenceTensor Add(ReferenceTensor a, ReferenceTensor b) => Both(nameof(Add), a, b, (x, y) => x + y);

    /// <inheritdoc/>
    public ReferenceTensor Add(ReferenceTensor a, double b) => Each(nameof(Add), a, x => x + b);

    /// <inheritdoc/>
    public ReferenceTensor Sub(ReferenceTensor a, ReferenceTensor b) => Both(nameof(Sub), a, b, (x, y) => x - y);

    /// <inheritdoc/>
    public ReferenceTensor Mul(ReferenceTensor a, ReferenceTensor b) => Both(nameof(Mul), a, b, (x, y) => x * y);

    /// <inheritdoc/>
    public ReferenceTensor Mul(ReferenceTensor a, double b) => Each(nameof(Mul), a, x => x * b);

    /// <inheritdoc/>
    public ReferenceTensor Div(ReferenceTensor a, ReferenceTensor b) => Both(nameof(Div), a, b, (x, y) => x / y);

    /// <inheritdoc/>
    public ReferenceTensor Maximum(ReferenceTensor a, ReferenceTensor b) => Both(nameof(Maximum), a, b, Math.Max);

    /// <inheritdoc/>
    public ReferenceTensor Minimum(ReferenceTensor a, ReferenceTensor b) => Both(nameof(Minimum), a, b, Math.Min);

    /// <inheritdoc/>
    public ReferenceTensor Greater(ReferenceTensor a, ReferenceTensor b) => Both(nameof(Greater), a, b, (x, y) => x > y ? 1 : 0);

    /// <inheritdoc/>
    public ReferenceTensor Clamp(ReferenceTensor x, double min, double max) =>
        Each(nameof(Clamp), x, value => Math.Min(Math.Max(value, min), max));

    /// <inheritdoc/>
    public ReferenceTensor Abs(ReferenceTensor x) => Each(nameof(Abs), x, Math.Abs);

    /// <inheritdoc/>
    public ReferenceTensor Exp(ReferenceTensor x) => Each(nameof(Exp), x, Math.Exp);

    /// <inheritdoc/>
    public ReferenceTensor Log(ReferenceTensor x) => Each(nameof(Log), x, Math.Log);

    /// <inheritdoc/>
    public ReferenceTensor Sqrt(ReferenceTensor x) => Each(nameof(Sqrt), x, Math.Sqrt);

    private ReferenceTensor Both(string operatorName, ReferenceTensor a, ReferenceTensor b, Func<double, double, double> function)
    {
        (ReferenceTensor left, ReferenceTensor right) = ReferenceTensor.Broadcast(a, b);
        return Show(operatorName, null, left with { Data = [.. left.Data.Zip(right.Data, function)] });
    }
}
