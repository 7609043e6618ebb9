namespace Pipeline.Networks;

/// <summary>The norm after the convolutions of a <see cref="HierarchicalUNet"/>.</summary>
public enum UNetNorm
{
    /// <summary>Batch norm, the authors' default.</summary>
    Batch,

    /// <summary>Group norm, for batches below 4.</summary>
    Group,

    /// <summary>No norm.</summary>
    None,
}
