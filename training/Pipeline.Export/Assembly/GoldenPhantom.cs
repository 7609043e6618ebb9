using Pipeline.Imaging;

namespace Pipeline.Export;

/// <summary>The small synthetic input that goes into a bundle with the label map that the model gives for it; never voxels of a data set.</summary>
/// <param name="Seed">Seed that the phantom was made from.</param>
/// <param name="Modalities">One volume per modality of the card, in its order, on one grid.</param>
public sealed record GoldenPhantom(long Seed, IReadOnlyList<Volume<float>> Modalities);
