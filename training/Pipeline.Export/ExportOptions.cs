namespace Pipeline.Export;

/// <summary>How a network becomes a model. The defaults reach the widest set of readers and devices.</summary>
public sealed record ExportOptions
{
    /// <summary>The defaults.</summary>
    public static ExportOptions Default { get; } = new();

    /// <summary>ONNX operator set, 15 to 22.</summary>
    public int Opset
    {
        get;
        init => field = value is >= 15 and <= 22
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Opset), value, $"Opset is {value}, expected 15 to 22.");
    } = 17;

    /// <summary>Which runtimes the model is for.</summary>
    public ExportTarget Target { get; init; } = ExportTarget.Portable;

    /// <summary>
    /// [N,H,W] or [N,D,H,W] for a model of exactly this batch and size, whose shape arithmetic is then computed at export;
    /// null = batch and sizes stay free.
    /// </summary>
    public IReadOnlyList<int>? FixedShape { get; init; }

    /// <summary>Fold batch norms into the convolutions before them.</summary>
    public bool FoldBatchNorm { get; init; } = true;
}
