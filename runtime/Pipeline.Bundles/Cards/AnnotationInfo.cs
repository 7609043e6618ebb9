namespace Pipeline.Bundles;

/// <summary>Which annotations the training saw.</summary>
public sealed record AnnotationInfo
{
    /// <summary>For example <c>masks</c>, <c>scribbles</c>, <c>image tags</c>, <c>none</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Annotated volumes that were used.</summary>
    public required int Volumes { get; init; }

    /// <summary>Patients that they belong to.</summary>
    public required int Groups { get; init; }
}
