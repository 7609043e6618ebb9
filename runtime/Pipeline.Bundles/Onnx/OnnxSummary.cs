namespace Pipeline.Bundles;

/// <summary>What <see cref="OnnxWalk"/> saw in a model that keeps all rules.</summary>
public sealed record OnnxSummary
{
    /// <summary>Version of the file format.</summary>
    public required long IrVersion { get; init; }

    /// <summary>Opset version by domain; the default domain is the empty name.</summary>
    public required IReadOnlyDictionary<string, long> Opsets { get; init; }

    /// <summary>Opset of the default domain.</summary>
    public long Opset => Opsets[""];

    /// <summary>Program that wrote the file.</summary>
    public required string Producer { get; init; }

    /// <summary>Its version.</summary>
    public required string ProducerVersion { get; init; }

    /// <summary>Name of the graph.</summary>
    public required string GraphName { get; init; }

    /// <summary>Inputs that a caller gives (without those that have an initialiser).</summary>
    public required IReadOnlyList<OnnxValue> Inputs { get; init; }

    /// <summary>Shape of the first input of a model that takes one shape alone, [N,C,H,W] or [N,C,D,H,W]; null when a size is free.</summary>
    public IReadOnlyList<int>? FixedShape => Inputs[0].Dims.All(dim => dim.Value is not null) ? [.. Inputs[0].Dims.Select(dim => (int)dim.Value!)] : null;

    /// <summary>Outputs.</summary>
    public required IReadOnlyList<OnnxValue> Outputs { get; init; }

    /// <summary>Stored tensors, in the file's order.</summary>
    public required IReadOnlyList<OnnxInitialiser> Initialisers { get; init; }

    /// <summary>Number of nodes.</summary>
    public required int Nodes { get; init; }

    /// <summary>How often each operator occurs, by name.</summary>
    public required IReadOnlyDictionary<string, int> Operators { get; init; }

    /// <summary>metadata_props.</summary>
    public required IReadOnlyDictionary<string, string> Metadata { get; init; }

    /// <summary>Number of stored floating-point values.</summary>
    public long Parameters => Initialisers.Where(i => IsReal(i.Type)).Sum(i => i.Elements);

    private static bool IsReal(OnnxElementType type) =>
        type is OnnxElementType.Float or OnnxElementType.Float16 or OnnxElementType.BFloat16 or OnnxElementType.Double;
}
