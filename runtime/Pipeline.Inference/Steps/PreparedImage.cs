using Pipeline.Imaging;

namespace Pipeline.Inference;

/// <summary>An image as the network sees it, with what is needed to come back to the grid it was read on.</summary>
/// <param name="Channels">One volume per modality, in the card's order, all on the prepared grid.</param>
/// <param name="OriginalSize">Voxels of the image as read.</param>
/// <param name="OriginalGeometry">Geometry of the image as read; label maps carry it unchanged.</param>
public sealed record PreparedImage(IReadOnlyList<Volume<float>> Channels, Size3 OriginalSize, Geometry OriginalGeometry)
{
    /// <summary>Voxels of the prepared grid; the slice axis is the original one.</summary>
    public Size3 Size => Channels[0].Size;
}
