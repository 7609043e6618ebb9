using System.Globalization;

namespace Pipeline.Bundles;

/// <summary>One axis of an input or output: a size, or a name for a size that is free.</summary>
/// <param name="Value">The size; null when it is free.</param>
/// <param name="Name">Name of a free size; may be null.</param>
public readonly record struct OnnxDim(long? Value, string? Name)
{
    /// <inheritdoc/>
    public override string ToString() => Value?.ToString(CultureInfo.InvariantCulture) ?? Name ?? "?";
}
