namespace Pipeline.Bundles;

/// <summary>A constant tensor stored in the model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Element type.</param>
/// <param name="Dims">Sizes, outermost first; empty for a scalar.</param>
/// <param name="Elements">Product of the sizes.</param>
public sealed record OnnxInitialiser(string Name, OnnxElementType Type, IReadOnlyList<long> Dims, long Elements);
