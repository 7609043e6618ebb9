using System.Collections.Frozen;

namespace Pipeline.Bundles;

/// <summary>What a model may hold before ONNX Runtime sees it. The defaults protect; each limit that refuses is named in the message.</summary>
public sealed record OnnxPolicy
{
    /// <summary>The defaults.</summary>
    public static OnnxPolicy Default { get; } = new();

    /// <summary>Largest file in bytes.</summary>
    public long MaxBytes { get; init; } = 512L << 20;

    /// <summary>Smallest ir_version.</summary>
    public int MinIrVersion { get; init; } = 3;

    /// <summary>Largest ir_version.</summary>
    public int MaxIrVersion { get; init; } = 10;

    /// <summary>Smallest opset of the default domain.</summary>
    public int MinOpset { get; init; } = 13;

    /// <summary>Largest opset of the default domain.</summary>
    public int MaxOpset { get; init; } = 22;

    /// <summary>Operator domains; <c>ai.onnx</c> and the empty name are the same one.</summary>
    public IReadOnlySet<string> Domains { get; init; } = FrozenSet.ToFrozenSet(["", "ai.onnx"]);

    /// <summary>Operators, by name.</summary>
    public IReadOnlySet<string> Operators { get; init; } = OnnxOperators.Accepted;

    /// <summary>Deepest nesting of messages.</summary>
    public int MaxNesting { get; init; } = 16;

    /// <summary>Most nodes.</summary>
    public int MaxNodes { get; init; } = 20_000;

    /// <summary>Most inputs, outputs or attributes of one node.</summary>
    public int MaxArity { get; init; } = 1024;

    /// <summary>Most initialisers.</summary>
    public int MaxInitialisers { get; init; } = 10_000;

    /// <summary>Most elements of one tensor.</summary>
    public long MaxElements { get; init; } = 1L << 28;

    /// <summary>Most axes of a tensor.</summary>
    public int MaxRank { get; init; } = 8;

    /// <summary>Longest name in bytes.</summary>
    public int MaxNameBytes { get; init; } = 512;

    /// <summary>Longest free text (doc_string) in bytes.</summary>
    public int MaxTextBytes { get; init; } = 65_536;

    /// <summary>Most metadata entries.</summary>
    public int MaxMetadata { get; init; } = 256;

    /// <summary>Longest metadata value in bytes; the card is one.</summary>
    public int MaxMetadataBytes { get; init; } = Card.MaxBytes;

    /// <summary>Largest factor by which Resize, Tile, a stride or a size computed from Shape may change one axis.</summary>
    public int MaxScale { get; init; } = 64;

    /// <summary>Largest kernel, dilation or padding of an axis.</summary>
    public int MaxWindow { get; init; } = 1024;

    /// <summary>Largest size that Resize, Expand, ConstantOfShape or Range may name for an axis by a constant.</summary>
    public int MaxExtent { get; init; } = 16_384;

    /// <summary>
    /// Whether the sizes that Resize, Tile, Expand, ConstantOfShape, Range and Pad work with must be constants of the model or
    /// computed from its tensors' shapes alone (otherwise nothing bounds the memory that they ask for).
    /// </summary>
    public bool ConstantSizes { get; init; } = true;
}
