namespace Pipeline.Bundles;

/// <summary>Numbers that the model stores and that sizes are made of: a single number or a short list.</summary>
/// <param name="Numbers">The values.</param>
/// <param name="Rank">0 for a single number without axes, 1 for a list.</param>
internal sealed record SmallTensor(double[] Numbers, int Rank);
